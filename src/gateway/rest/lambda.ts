import type { Json } from '../../model/index.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { GatewayResponse, LambdaOutcome } from '../gateway.js';
import { withoutHeaders } from '../headers.js';
import { isTooLargeForLambda } from '../lambda-limits.js';
import { lambdaHeaders } from '../payload/rest-headers.js';
import { restProxyEvent } from '../payload/rest-proxy-event.js';
import { readProxyAnswer } from '../payload/rest-proxy-response.js';
import { fillStageVariables } from '../stage-variables.js';
import { acceptsBinary, decodeBase64, eventBody } from './binary.js';
import { isStop, lambdaFailed, misconfigured, type Stop, timedOut } from './faults.js';
import { type IntegrationRequest, timeoutOf } from './integration.js';
import { mapsReservedHeader } from './parameters.js';
import { remapHeaders } from './replies.js';

/**
 * Lambda proxy integration. Parameter mappings have no effect on the event, but a reserved header among them fails it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export async function callLambdaProxy(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, request, caller, calls, deployment, settings } = call;
  // RT-ERR-LAMBDA-NONPOST
  if (!integration.uri || (integration.httpMethod ?? 'POST') !== 'POST') return misconfigured();
  if (mapsReservedHeader(integration)) return misconfigured();
  const headers = lambdaHeaders(request, deployment, settings.edge, caller.signed);
  const body = eventBody(request.sent.body, request.sent.headers, settings.binaryMediaTypes);
  const event = restProxyEvent(request, deployment, caller, { ...body, headers });
  if (isTooLargeForLambda(request.sent.body, event)) return { fault: 'REQUEST_TOO_LARGE', message: 'Request Too Long' };
  const functionName = functionNameOf(fillStageVariables(integration.uri.text, deployment.stageVariables));
  const invoked = calls.invokeLambda('integration', functionName, event);
  const value = readOutcome(await within(timeoutOf(integration), invoked));
  return isStop(value) ? value : respond(value.returned, call);
}

function readOutcome(outcome: LambdaOutcome): { returned: Json } | Stop {
  switch (outcome.kind) {
    case 'returned':
      return { returned: outcome.value };
    case 'threw':
      return lambdaFailed();
    case 'not-invoked':
      // RT-ERR-LAMBDA-PERM; for a throttled function the reports disagree, most say the same (RT-ERR-LAMBDA-THROTTLE, C).
      return misconfigured();
    case 'timed-out':
      return timedOut();
  }
}

function respond(returned: Json, { request, settings }: IntegrationRequest): GatewayResponse | Stop {
  const answer = readProxyAnswer(returned);
  if (!answer) return lambdaFailed();
  // The base64 text itself goes out when the client does not accept bytes (RT-BIN-RES).
  const decodes = answer.isBase64Encoded && acceptsBinary(request.sent.headers, settings.binaryMediaTypes);
  const body = decodes ? decodeBase64(answer.body) : Buffer.from(answer.body);
  if (!body) return misconfigured();
  const headers = withoutHeaders(remapHeaders(answer.headers, 'replaced'), traceIdHeader);
  headers.push(['X-Amzn-Trace-Id', request.traceId]);
  return { status: answer.status, headers, body };
}

const traceIdHeader = new Set(['x-amzn-trace-id']);
