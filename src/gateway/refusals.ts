import type { Exchange, Gateway, GatewayRequest, GatewayResponse, Header } from './gateway.js';

/** Bytes of a request body that either kind of API takes (RT-LIM-PAYLOAD). */
export const LARGEST_BODY = 10 * 1024 * 1024;

/** Bytes that an API takes. */
export interface SizeLimits {
  /** Of all header values for REST (Q-HDR), of request line and headers for HTTP (RT-LIM-HEADERS). */
  head: number;
  /** Of path and query (RT-LIM-URL, Q-URL); whether AWS counts host and stage too is not known (I). Absent: only `head` counts. */
  url?: number;
}

export const sizeLimits = {
  rest: { head: 20_480, url: 10_240 },
  restEdge: { head: 20_480, url: 8_192 },
  restPrivate: { head: 8_000, url: 8_192 },
  http: { head: 10_240 },
} as const satisfies Record<string, SizeLimits>;

/** @returns an answer to what never reaches a route: `{"message":"…"}`. */
export function refusal(status: number, message: string, headers: Header[] = []): GatewayResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: [['content-type', 'application/json'], ...headers], body };
}

/** @returns the exchange of a request that was refused before anybody looked for its route. */
export function refusedExchange(request: GatewayRequest, response: GatewayResponse): Exchange {
  return { request, authorization: { kind: 'open' }, calls: [], response, unsupported: [] };
}

/**
 * Refuses what is larger than API Gateway takes. Gateway responses and request ids come later, and have no part in it.
 *
 * @returns 413 for a body, 431 for headers, 414 for an address (RT-LIM-HDR, U; the last: I); `undefined` when the request fits
 */
export function refusalBySize(
  kind: Gateway['kind'],
  request: GatewayRequest,
  { head, url }: SizeLimits = sizeLimits[kind],
): GatewayResponse | undefined {
  if (url !== undefined && urlBytes(request) > url) return refusal(414, 'Request-URI Too Long');
  if (headBytes[kind](request) > head) return headTooLarge();
  return (request.body?.length ?? 0) > LARGEST_BODY ? bodyTooLarge(kind) : undefined;
}

/** @returns the answer to a body over 10 MB: plain text for REST (RT-LIM-413, recorded); HTTP's own is not known (U). */
export function bodyTooLarge(kind: Gateway['kind']): GatewayResponse {
  switch (kind) {
    case 'rest': {
      const body = Buffer.from(`HTTP content length exceeded ${LARGEST_BODY} bytes.`);
      return { status: 413, headers: [['Content-Type', 'text; charset=utf-8']], body };
    }
    case 'http':
      return refusal(413, 'Request Entity Too Large');
  }
}

export function headTooLarge(): GatewayResponse {
  return refusal(431, 'Request Header Fields Too Large');
}

function urlBytes({ rawPath, rawQuery }: GatewayRequest): number {
  return rawPath.length + (rawQuery === '' ? 0 : rawQuery.length + 1);
}

/** The server gives bytes as Latin-1, so a character is a byte. Each header has a colon, a space and a line end besides. */
const headBytes: Record<Gateway['kind'], (request: GatewayRequest) => number> = {
  rest: ({ headers }) => headers.reduce((sum, [, value]) => sum + value.length, 0),
  http: (request) =>
    request.headers.reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      `${request.method}  HTTP/1.1\r\n`.length + urlBytes(request),
    ),
};
