import type { Exchange, Gateway, GatewayRequest, GatewayResponse, Header } from './gateway.js';

/** Bytes of a request body that either kind of API takes (RT-LIM-PAYLOAD). */
export const LARGEST_BODY = 10 * 1024 * 1024;

/** Bytes: of all header values for REST (Q-HDR), of request line and headers for HTTP (RT-LIM-HEADERS). */
const largestHead = { rest: 20_480, http: 10_240 } as const;

/** The same for a private REST API (Q-HDR). */
export const LARGEST_PRIVATE_HEAD = 8_000;

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
 * @param head bytes of headers, where they are not those of the kind
 * @returns 413 for a body, 431 for headers (RT-LIM-HDR, U); `undefined` when the request fits
 */
export function refusalBySize(
  kind: Gateway['kind'],
  request: GatewayRequest,
  head: number = largestHead[kind],
): GatewayResponse | undefined {
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

/** The server gives bytes as Latin-1, so a character is a byte. Each header has a colon, a space and a line end besides. */
const headBytes: Record<Gateway['kind'], (request: GatewayRequest) => number> = {
  rest: ({ headers }) => headers.reduce((sum, [, value]) => sum + value.length, 0),
  http: ({ method, rawPath, rawQuery, headers }) =>
    headers.reduce(
      (sum, [name, value]) => sum + name.length + value.length + 4,
      `${method} ${rawPath} HTTP/1.1\r\n`.length + (rawQuery === '' ? 0 : rawQuery.length + 1),
    ),
};
