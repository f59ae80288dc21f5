import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
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
  const { status, pairs, body } = onTheWire(response, outgoing.req.method ?? 'GET');
  if (outgoing.getHeader('connection') === 'close') pairs.push('connection', 'close');
  outgoing.writeHead(status, pairs);
  if (body.length > LARGEST_IN_ONE_PIECE) outgoing.end(body);
  // As text, of which each character is a byte, it goes out with the head.
  else outgoing.end(latin1(body), 'latin1');
}

/**
 * Writes the same answer, byte for byte, where no `ServerResponse` is at hand.
 *
 * @param ends the connection, which the client is told; else for how many seconds it stays open for the next request
 */
export function writeBare(
  socket: Socket,
  response: GatewayResponse,
  { method, stays }: { method: string; stays: number | 'ends' },
): void {
  const { status, pairs, body } = onTheWire(response, method);
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n`;
  let isDated = false;
  for (let index = 0; index < pairs.length; index += 2) {
    head += `${pairs[index]}: ${pairs[index + 1]}\r\n`;
    isDated ||= pairs[index]?.toLowerCase() === 'date';
  }
  if (stays === 'ends') head += 'connection: close\r\n';
  if (!isDated) head += `Date: ${dateText()}\r\n`;
  head += stays === 'ends' ? '\r\n' : `Connection: keep-alive\r\nKeep-Alive: timeout=${stays}\r\n\r\n`;
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  if (!hasBody || body.length <= LARGEST_IN_ONE_PIECE) {
    socket.write(hasBody ? head + latin1(body) : head, 'latin1');
    return;
  }
  socket.cork();
  socket.write(head, 'latin1');
  socket.write(body);
  socket.uncork();
}

function latin1(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}

const date = { second: 0, text: '' };

/** Made once a second: making it costs as much as all other headers. */
function dateText(): string {
  const second = Math.floor(Date.now() / 1000);
  if (date.second !== second) Object.assign(date, { second, text: new Date(second * 1000).toUTCString() });
  return date.text;
}

/** What of an answer is sent: its headers as names and values in turn. */
function onTheWire(response: GatewayResponse, method: string) {
  const { status, headers, body } = sendable(response);
  const keepsLength = method === 'HEAD' && firstHeader(headers, 'content-length') !== undefined;
  const pairs = wireHeaders(headers, keepsLength);
  if (!keepsLength && status !== 204 && status !== 304) pairs.push('content-length', String(body.length));
  return { status, pairs, body };
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
