import type { ServerResponse } from 'node:http';
import type { GatewayResponse, Header } from './gateway.js';
import { firstHeader, withoutHeaders } from './headers.js';

/** @returns an answer of the server itself, to what never reached a gateway. */
export function refusal(status: number, message: string, headers: Header[] = []): GatewayResponse {
  const body = Buffer.from(JSON.stringify({ message }));
  const own: Header[] = [
    ['content-type', 'application/json'],
    ['content-length', String(body.length)],
  ];
  return { status, headers: [...own, ...headers], body };
}

/**
 * Writes an answer: headers in order, repeated ones repeated. Node.js leaves the body out for HEAD, 204 and 304. Names that
 * HTTP cannot carry are left out.
 */
export function writeResponse(outgoing: ServerResponse, { status, headers, body }: GatewayResponse): void {
  const pairs = withoutHeaders(headers, ['connection', 'transfer-encoding'])
    .filter(([name]) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name))
    .map(wireHeader);
  const hasLength = status === 204 || status === 304 || firstHeader(pairs, 'content-length') !== undefined;
  const length: Header[] = hasLength ? [] : [['content-length', String(body.length)]];
  const close: Header[] = outgoing.getHeader('connection') === 'close' ? [['connection', 'close']] : [];
  outgoing.writeHead(status, [...pairs, ...length, ...close].flat());
  outgoing.end(body);
}

/** Header values are bytes: text beyond Latin-1 goes out as UTF-8, and line breaks, which would forge a header, as spaces. */
function wireHeader([name, value]: Header): Header {
  const oneLine = value.replace(/[\r\n\0]+/g, ' ');
  return [name, /[\u0100-\uffff]/.test(oneLine) ? Buffer.from(oneLine, 'utf8').toString('latin1') : oneLine];
}
