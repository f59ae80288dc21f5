import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader } from '../headers.js';
import type { Arrival } from '../payload/rest-request.js';

/** Backend headers that are renamed on the way to the client (facts runtime.md 4.5). */
const remapped = new Set([
  ...['authorization', 'connection', 'content-length', 'content-md5', 'date', 'max-forwards', 'server', 'user-agent'],
  'www-authenticate',
]);

/** Backend headers that do not reach the client, after AWS's table. */
const dropped = new Set([
  ...['expect', 'host', 'proxy-authenticate', 'trailer', 'transfer-encoding', 'upgrade', 'via'],
]);

/**
 * Headers of a backend's answer as the client gets them.
 *
 * @param requestIdFromBackend what becomes of an `x-amzn-RequestId` that the backend sent
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export function remapHeaders(headers: readonly Header[], requestIdFromBackend: 'remapped' | 'replaced'): Header[] {
  const shown: Header[] = [];
  for (const header of headers) {
    const [name, value] = header;
    const lower = name.toLowerCase();
    if (dropped.has(lower) || (lower === 'x-amzn-requestid' && requestIdFromBackend === 'replaced')) continue;
    const isRenamed = remapped.has(lower) || lower === 'x-amzn-requestid';
    shown.push(isRenamed ? [`x-amzn-Remapped-${name}`, value] : header);
  }
  return shown;
}

/** Mapped headers that are renamed besides, where a proxied answer loses them (RT-RHDR-MAP-EXPECT and its neighbours, recorded). */
const remappedWhenMapped = new Set([...remapped, 'expect', 'host', 'proxy-authenticate', 'trailer', 'upgrade']);

/** @returns headers that an integration response maps, as the client gets them. */
export function remapMappedHeaders(headers: readonly Header[]): Header[] {
  return headers.flatMap(([name, value]): Header[] => {
    const lower = name.toLowerCase();
    // RT-RHDR-MAP-TE
    if (lower === 'transfer-encoding') return [];
    return [[remappedWhenMapped.has(lower) ? `x-amzn-Remapped-${name}` : name, value]];
  });
}

/**
 * Adds what API Gateway puts on every answer: its ids and, where there is none, a content type (RT-RHDR-REQID,
 * RT-RHDR-APIGWID, RT-RES-CT). `Date`, `Connection` and `Content-Length` are left to the server that sends it.
 */
export function completeResponse(response: GatewayResponse, request: Arrival): GatewayResponse {
  const type: Header[] =
    firstHeader(response.headers, 'Content-Type') === undefined ? [['Content-Type', 'application/json']] : [];
  const ids: Header[] = [
    ['x-amzn-RequestId', request.requestId],
    ['x-amz-apigw-id', request.extendedRequestId],
  ];
  return { ...response, headers: [...ids, ...type, ...response.headers] };
}

/** @returns a response with a text body. */
export function textResponse(status: number, headers: Header[], body: string): GatewayResponse {
  return { status, headers, body: Buffer.from(body) };
}
