import type { GatewayRequest, Header } from './gateway.js';

/** More than this is not looked at: what is long comes in several pieces. */
const LARGEST = 8 * 1024;
const MOST_HEADERS = 100;

/**
 * Request line and headers, only as RFC 9112 has them, in the strict reading: no bare line feeds, no folded lines, no space before a
 * colon, a path as target. There is one way to match, so that time is linear in the length.
 */
const head =
  /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/[!-"$-~]*) HTTP\/1\.1\r\n((?:[!#$%&'*+.^_`|~\w-]+:[\t\x20-\x7e\x80-\xff]*\r\n)+)\r\n/;

/** Say how the connection goes on, or how the body is sent. */
const ofConnection =
  /^(?:connection|expect|http2-settings|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * Reads a request that is in one piece, and so plain that there are no two ways to read it: HTTP/1.1, one host, the whole body with
 * its length, nothing behind it.
 *
 * @param bytes what a client sent at once, on a connection that has nothing under way
 * @returns `undefined` for all else, which says nothing about whether it is a request
 */
export function readWhole(bytes: Buffer): Omit<GatewayRequest, 'sourceIp'> | undefined {
  if (bytes.length > LARGEST) return undefined;
  const [all, method = '', target = '', lines = ''] = head.exec(bytes.toString('latin1')) ?? [];
  if (all === undefined) return undefined;
  const headers = headersOf(lines);
  const length = headers && lengthOf(headers);
  if (headers === undefined || length !== bytes.length - all.length) return undefined;
  const query = target.indexOf('?');
  return {
    method,
    rawPath: query < 0 ? target : target.slice(0, query),
    rawQuery: query < 0 ? '' : target.slice(query + 1),
    headers,
    ...(length > 0 && { body: Buffer.from(bytes.subarray(all.length)) }),
  };
}

/** @returns `undefined` where one is about more than this request, there is not one host, or there are very many */
function headersOf(lines: string): Header[] | undefined {
  const headers: Header[] = [];
  let hosts = 0;
  for (let start = 0; start < lines.length; ) {
    const [colon, end] = [lines.indexOf(':', start), lines.indexOf('\r\n', start)];
    const name = lines.slice(start, colon);
    const value = trimmed(lines, colon + 1, end);
    if (ofConnection.test(name) && !/^connection:keep-alive$/i.test(`${name}:${value}`)) return undefined;
    if (/^host$/i.test(name)) hosts += 1;
    headers.push([name, value]);
    start = end + 2;
  }
  return hosts === 1 && headers.length <= MOST_HEADERS ? headers : undefined;
}

/** Without the blanks around it (RFC 9110, 5.5); `trim` would take other signs away as well. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  const isBlank = (at: number) => text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
  while (start < end && isBlank(start)) start += 1;
  while (end > start && isBlank(end - 1)) end -= 1;
  return text.slice(start, end);
}

/** @returns bytes of the body; `undefined` where that is told twice, or not by a number */
function lengthOf(headers: readonly Header[]): number | undefined {
  const [length, ...more] = headers.filter(([name]) => /^content-length$/i.test(name));
  if (length === undefined) return 0;
  return more.length === 0 && /^\d{1,4}$/.test(length[1]) ? Number(length[1]) : undefined;
}
