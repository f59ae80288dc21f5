import { type Json, type JsonObject, jsonOf } from '../../model/index.js';
import { within } from '../deadline.js';
import { functionNameOf } from '../function-name.js';
import type { GatewayResponse, Header, LambdaOutcome } from '../gateway.js';
import { firstHeader } from '../headers.js';
import { isTooLargeForLambda } from '../lambda-limits.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Payload, textOf } from './content-handling.js';
import { isStop, misconfigured, type Stop, timedOut } from './faults.js';
import { type IntegrationRequest, scopeOf, timeoutOf } from './integration.js';
import { type BuiltRequest, buildRequest } from './integration-requests.js';
import { answerClient, type IntegrationAnswer } from './integration-responses.js';

/**
 * Lambda integration without proxy: the function gets what the template renders, or the body; the message of its error chooses the
 * integration response (RT-NPX-SEL-INPUT, RT-NPX-SEL-LAMBDA).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export async function callLambda(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration } = call;
  // RT-ERR-LAMBDA-NONPOST
  if (!integration.uri || (integration.httpMethod ?? 'POST') !== 'POST') return misconfigured();
  const scope = scopeOf(call);
  const built = await buildRequest(call, scope);
  if (isStop(built)) return built;
  const answer = await invoke(call, built);
  return isStop(answer) ? answer : answerClient(answer, answer.error, { call, scope });
}

/** What the function answered; an error's message, empty when there is none: `.*` fits that too (RT-NPX-SEL-REGEX, D). */
type LambdaAnswer = IntegrationAnswer & { error: string };

async function invoke(call: IntegrationRequest, built: BuiltRequest): Promise<LambdaAnswer | Stop> {
  const { integration, calls, deployment, request } = call;
  const payload = parsedPayload(built.body);
  if (!payload) return refusedPayload();
  if (isTooLargeForLambda(request.sent.body, payload.json)) {
    return { fault: 'REQUEST_TOO_LARGE', message: 'Request Too Long' };
  }
  const functionName = functionNameOf(fillStageVariables(integration.uri?.text ?? '', deployment.stageVariables));
  const type = invocationType(built.headers);
  switch (type) {
    case 'Event':
      return queued(await calls.invokeLambda('integration', functionName, payload.json, true));
    case 'RequestResponse':
      return answered(
        await within(timeoutOf(integration), calls.invokeLambda('integration', functionName, payload.json)),
      );
    case 'other':
      return { notSimulated: 'Lambda invocation type other than Event and RequestResponse' };
  }
}

/** Nothing is an empty object (recorded). */
function parsedPayload(body: Payload): { json: Json } | undefined {
  const text = textOf(body);
  const json = jsonOf(text.trim() === '' ? '{}' : text);
  return json === undefined ? undefined : { json };
}

/** The header is Lambda's, so its letter case does not matter (RT-INV-ASYNC). */
function invocationType(headers: readonly Header[]): 'Event' | 'RequestResponse' | 'other' {
  const type = firstHeader(headers, 'X-Amz-Invocation-Type') ?? 'RequestResponse';
  return type === 'Event' || type === 'RequestResponse' ? type : 'other';
}

/** Lambda's own answer to an event that is no JSON (reports of it in public; what it selects is inferred: there is no error message). */
function refusedPayload(): LambdaAnswer {
  return answer({ Type: 'User', message: 'Could not parse request body into json' }, '', [
    ['x-amzn-ErrorType', 'InvalidRequestContentException'],
  ]);
}

/** Lambda has taken the event, and says nothing: 202 and no body (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
function queued(outcome: LambdaOutcome): LambdaAnswer | Stop {
  return outcome.kind === 'not-invoked' ? misconfigured() : { headers: [], body: new Uint8Array(), error: '' };
}

function answered(outcome: LambdaOutcome): LambdaAnswer | Stop {
  switch (outcome.kind) {
    case 'returned':
      return answer(outcome.value, '');
    case 'threw':
      return answer(errorOf(outcome), outcome.errorMessage, [['X-Amz-Function-Error', 'Unhandled']]);
    case 'not-invoked':
      // RT-ERR-LAMBDA-PERM, RT-NPX-SEL-LAMBDA; for a throttled function the reports disagree (RT-ERR-LAMBDA-THROTTLE, C).
      return misconfigured();
    case 'timed-out':
      return timedOut();
  }
}

/** As the function's runtime reports it; where it does not say, as that of Node.js does. */
function errorOf({ errorType, errorMessage, trace, payload }: Extract<LambdaOutcome, { kind: 'threw' }>): JsonObject {
  return payload ?? { errorType, errorMessage, ...(trace && { trace }) };
}

function answer(value: Json, error: string, headers: Header[] = []): LambdaAnswer {
  return {
    headers: [['Content-Type', 'application/json'], ...headers],
    body: Buffer.from(JSON.stringify(value)),
    error,
  };
}
