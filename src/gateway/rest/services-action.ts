import { isObject, type JsonObject, jsonOf, type ServiceUri } from '../../model/index.js';
import type { ServiceCall, UpstreamRequest } from '../gateway.js';
import { firstHeader, mediaType } from '../headers.js';

/**
 * Reads which action a request asks for, and with what, in whichever of the services' protocols it is written: JSON with
 * `X-Amz-Target`, a form or a query string with `Action`. A service that is called by path alone, such as S3, tells no action.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
 */
export function readAction(uri: ServiceUri, request: UpstreamRequest): Pick<ServiceCall, 'action' | 'parameters'> {
  const target = firstHeader(request.headers, 'X-Amz-Target');
  const json = jsonBody(request);
  const pairs = pairsOf(request);
  const action = target?.split('.').at(-1) ?? pairs.get('Action');
  if (action === undefined) return {};
  const named = [...pairs].filter(([name]) => name !== 'Action' && name !== 'Version');
  return { action, parameters: { ...queueUrl(uri, request), ...Object.fromEntries(named), ...json } };
}

/** Parameters of the address, and of a form. */
function pairsOf({ url, headers, body }: UpstreamRequest): Map<string, string> {
  const query = new URLSearchParams(/\?(.*)$/s.exec(url)?.[1] ?? '');
  const isForm = mediaType(firstHeader(headers, 'Content-Type') ?? '') === 'application/x-www-form-urlencoded';
  // A template may leave white space before and after the form that it renders.
  const form = new URLSearchParams(isForm && body ? Buffer.from(body).toString('utf8').trim() : '');
  return new Map([...query, ...form]);
}

function jsonBody({ body }: UpstreamRequest): JsonObject {
  const value = body && jsonOf(Buffer.from(body).toString('utf8'));
  return isObject(value) ? value : {};
}

/** The address of a call to SQS is that of its queue. */
function queueUrl({ kind, service }: ServiceUri, { url }: UpstreamRequest): JsonObject {
  return kind === 'path' && service === 'sqs' ? { QueueUrl: url.split('?')[0] ?? url } : {};
}
