import type { ServerResponse } from 'node:http';
import type { GatewayResponse, Header } from './gateway.js';
import { firstHeader, withoutHeaders } from './headers.js';
import { refusal } from './refusals.js';

/** Belong to the connection, which is the server's. */
const ofConnection = ['connection', 'keep-alive', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * Writes an answer: headers in order, repeated ones repeated, with the length that the body has. Node.js leaves the body out
 * for HEAD, 204 and 304. Names that HTTP cannot carry are left out.
 */
export function writeResponse(outgoing: ServerResponse, response: GatewayResponse): void {
  const { status, headers, body } = sendable(response);
  const pairs = withoutHeaders(headers, ofConnection)
    .filter(([name]) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name))
    .map(wireHeader);
  const close: Header[] = outgoing.getHeader('connection') === 'close' ? [['connection', 'close']] : [];
  outgoing.writeHead(status, [...withLength(pairs, outgoing.req.method, { status, body }), ...close].flat());
  outgoing.end(body);
}

/** A client goes on waiting after an informational status. What AWS makes of one is not known (U). */
function sendable(response: GatewayResponse): GatewayResponse {
  return response.status >= 200 ? response : refusal(500, 'Internal Server Error');
}

/** A length that is not that of the body would break the connection; to HEAD, there is no body to compare with. */
function withLength(
  headers: Header[],
  method: string | undefined,
  { status, body }: Pick<GatewayResponse, 'status' | 'body'>,
): Header[] {
  if (method === 'HEAD' && firstHeader(headers, 'content-length') !== undefined) return headers;
  const others = withoutHeaders(headers, ['content-length']);
  return status === 204 || status === 304 ? others : [...others, ['content-length', String(body.length)]];
}

/** Header values are bytes: text beyond Latin-1 goes out as UTF-8, and line breaks, which would forge a header, as spaces. */
function wireHeader([name, value]: Header): Header {
  const oneLine = value.replace(/[\r\n\0]+/g, ' ');
  return [name, /[\u0100-\uffff]/.test(oneLine) ? Buffer.from(oneLine, 'utf8').toString('latin1') : oneLine];
}
