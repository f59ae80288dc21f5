import type { IncomingMessage } from 'node:http';
import type { Gateway, GatewayRequest, GatewayResponse } from './gateway.js';
import { headerValues } from './headers.js';
import { bodyTooLarge, headTooLarge, LARGEST_BODY, refusal } from './refusals.js';

/** Headers of one request. AWS tells no number; Node.js would drop what is beyond its own, and nothing may get lost. */
const MOST_HEADERS = 1000;

/**
 * What the server bears from its clients. Bytes of request line and headers: more than any API takes, so that the gateways
 * refuse by their own limits. How long API Gateway waits for slow ones is not known (U).
 */
export function serverLimits(patienceInMillis = 60_000) {
  return {
    maxHeaderSize: 64 * 1024,
    headersTimeout: patienceInMillis,
    requestTimeout: 5 * patienceInMillis,
    connectionsCheckingInterval: patienceInMillis / 2,
  };
}

/**
 * Refuses what the parser lets pass though no gateway should see it. How AWS words these answers is not known (U); the
 * statuses are those of the HTTP standard.
 *
 * @param head of the request, all that there is yet
 * @returns `undefined` when the request may go on
 */
export function refusalByHead(
  incoming: IncomingMessage,
  head: GatewayRequest,
  kind: Gateway['kind'],
): GatewayResponse | undefined {
  if (head.headers.length > MOST_HEADERS) return headTooLarge();
  // HTTP/0.9 has no headers and no status; two hosts name no API (RFC 9112, 3.2); `*` and ftp:// are no paths of ours.
  const isRequest = incoming.httpVersionMajor >= 1 && headerValues(head.headers, 'host').length <= 1;
  if (!isRequest || !head.rawPath.startsWith('/')) return refusal(400, 'Bad Request');
  const { 'transfer-encoding': coding = 'chunked', 'content-length': length = '0' } = incoming.headers;
  // Whoever decodes another coding, or not, sees another body (RFC 9112, 6.1).
  if (coding.toLowerCase() !== 'chunked') return refusal(501, 'Not Implemented');
  return Number(length) > LARGEST_BODY ? bodyTooLarge(kind) : undefined;
}
