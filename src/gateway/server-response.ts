import type { ServerResponse } from 'node:http';
import type { GatewayResponse, Header } from './gateway.js';
import { firstHeader } from './headers.js';
import { refusal } from './refusals.js';

/** Belong to the connection, which is the server's. */
const ofConnection = new Set(['connection', 'keep-alive', 'trailer', 'transfer-encoding', 'upgrade']);

/** Bytes of a body that is written together with the head, in one piece: copying more costs more than a second piece. */
const LARGEST_IN_ONE_PIECE = 16 * 1024;

/**
 * Writes an answer: headers in order, repeated ones repeated, with the length that the body has. Node.js leaves the body out
 * for HEAD, 204 and 304. Names that HTTP cannot carry are left out.
 */
export function writeResponse(outgoing: ServerResponse, response: GatewayResponse): void {
  const { status, headers, body } = sendable(response);
  const closes = outgoing.getHeader('connection') === 'close';
  const keepsLength = outgoing.req.method === 'HEAD' && firstHeader(headers, 'content-length') !== undefined;
  const pairs = wireHeaders(headers, keepsLength);
  if (!keepsLength && status !== 204 && status !== 304) pairs.push('content-length', String(body.length));
  if (closes) pairs.push('connection', 'close');
  outgoing.writeHead(status, pairs);
  if (body.length > LARGEST_IN_ONE_PIECE) outgoing.end(body);
  // As text, of which each character is a byte, it goes out with the head.
  else outgoing.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1'), 'latin1');
}

/** A client goes on waiting after an informational status. What AWS makes of one is not known (U). */
function sendable(response: GatewayResponse): GatewayResponse {
  return response.status >= 200 ? response : refusal(500, 'Internal Server Error');
}

/**
 * @param keepsLength to HEAD, there is no body to compare the length with; another length than that of the body would break
 *   the connection
 * @returns names and values in turn
 */
function wireHeaders(headers: readonly Header[], keepsLength: boolean): string[] {
  const pairs: string[] = [];
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (ofConnection.has(lower) || (lower === 'content-length' && !keepsLength)) continue;
    if (/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) pairs.push(name, wireValue(value));
  }
  return pairs;
}

/** Header values are bytes: text beyond Latin-1 goes out as UTF-8, and line breaks, which would forge a header, as spaces. */
function wireValue(value: string): string {
  if (!/[\r\n\0\u0100-\uffff]/.test(value)) return value;
  const oneLine = value.replace(/[\r\n\0]+/g, ' ');
  return /[\u0100-\uffff]/.test(oneLine) ? Buffer.from(oneLine, 'utf8').toString('latin1') : oneLine;
}
