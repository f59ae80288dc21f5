import {
  type HttpServiceIntegration,
  isServiceSubtype,
  type ServiceSubtype,
  serviceSubtypes,
} from '../../model/index.js';
import type { Backends, Deployment } from '../gateway.js';
import type { Answer, Integrate } from './answer.js';
import { LONGEST_BODY } from './body-path.js';
import { gatewayError } from './errors.js';
import { openExpression, type Read, type RequestSource, requestReference } from './expressions.js';
import { answerOf } from './http-proxy.js';
import { serviceCalls } from './service-calls.js';

/**
 * Opens a first-class service integration: the arguments are evaluated for each request, and the gateway calls the action by
 * itself. What of the service's answer reaches the client is not known (SN-RESP, U): it is passed on as it is, and every
 * exchange says so.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html
 */
export function openService(
  integration: HttpServiceIntegration,
  backends: Backends,
  deployment: Deployment,
): Integrate {
  const { subtype, timeoutInMillis } = integration;
  if (!isServiceSubtype(subtype)) return async () => notSimulated(subtype);
  const reads = Object.entries(integration.arguments).map(([name, { text }]) => [name, openArgument(text)] as const);
  return async (source) => {
    const values = valuesOf(reads, source);
    const missing = serviceSubtypes[subtype].required.filter((name) => !values.has(name));
    if (missing.length > 0) return incomplete(subtype, missing);
    const call = serviceCalls[subtype]({ values, region: values.get('Region') ?? deployment.region });
    const outcome = await backends.callService(call, timeoutInMillis);
    return { response: answerOf(outcome), calls: [call], unsupported: unknownsOf(integration, subtype, source) };
  };
}

/** A placeholder of a template engine stays as it is: it has a value on AWS, though not here. */
function openArgument(text: string): Read<RequestSource> {
  return openExpression(text, (name) =>
    /^(?:request|context|stageVariables)\b/.test(name) ? requestReference(name) : () => `\${${name}}`,
  );
}

function valuesOf(reads: readonly (readonly [string, Read<RequestSource>])[], source: RequestSource) {
  const values = new Map<string, string>();
  for (const [name, read] of reads) {
    const value = read(source);
    if (value !== undefined) values.set(name, value);
  }
  return values;
}

/** What cannot be vouched for: the answer, always; how bytes and a long body arrive, where there are any. */
function unknownsOf(integration: HttpServiceIntegration, subtype: ServiceSubtype, { invocation }: RequestSource) {
  const isLong = (invocation.request.body?.length ?? 0) > LONGEST_BODY;
  const isCut = isLong && Object.values(integration.arguments).some(({ text }) => text.includes('request.body'));
  return [
    `${subtype}: AWS does not document which status, headers and body of the service's answer reach the client`,
    ...(subtype === 'Kinesis-PutRecord' ? [`${subtype}: AWS does not document whether it encodes Data in base64`] : []),
    ...(isCut ? [`${subtype}: the body was cut at 100 KB; AWS documents that for paths into it only`] : []),
  ];
}

/** What AWS answers when a required argument has no value in a request is not known (U). The service would refuse the call. */
function incomplete(subtype: ServiceSubtype, missing: readonly string[]): Answer {
  const reason = `${subtype}: ${missing.join(', ')} has no value in this request; AWS does not document its answer`;
  return { response: gatewayError(400, 'Bad Request'), calls: [], unsupported: [reason] };
}

/** ImportApi refuses other subtypes. */
function notSimulated(subtype: string): Answer {
  const feature = `service integration ${subtype}`;
  return { response: gatewayError(501, `Not simulated: ${feature}`), calls: [], unsupported: [feature] };
}
