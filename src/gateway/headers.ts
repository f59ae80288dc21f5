import type { Header } from './gateway.js';

/** @param wanted in lower case */
function isNamed([name]: Header, wanted: string): boolean {
  return name === wanted || (name.length === wanted.length && name.toLowerCase() === wanted);
}

/** @returns all values of a header in the order sent. Names are compared without letter case, as HTTP does (RFC 9110, 5.1). */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const header of headers) if (isNamed(header, wanted)) values.push(header[1]);
  return values;
}

/** @returns the first value of a header, or `undefined` when it was not sent. */
export function firstHeader(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const header of headers) if (isNamed(header, wanted)) return header[1];
  return undefined;
}

/** @returns the last value of a header, or `undefined` when it was not sent. */
export function lastHeader(headers: readonly Header[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  let last: string | undefined;
  for (const header of headers) if (isNamed(header, wanted)) last = header[1];
  return last;
}

/** @returns all values of a header joined with `,`, or `undefined` when it was not sent. */
export function joinedHeader(headers: readonly Header[], name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(',') : undefined;
}

/** @returns the values of each header joined, by name in lower case, in the order of the first ones. */
export function joinedHeaders(
  headers: readonly Header[],
  separatorOf: (name: string) => string = () => ',',
): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const before = joined.get(lower);
    joined.set(lower, before === undefined ? value : `${before}${separatorOf(lower)}${value}`);
  }
  return joined;
}

/**
 * @param names letter case does not matter; those of a set are in lower case
 * @returns the headers without these
 */
export function withoutHeaders(headers: readonly Header[], names: ReadonlySet<string> | readonly string[]): Header[] {
  const unwanted = names instanceof Set ? names : new Set([...names].map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !unwanted.has(name.toLowerCase()));
}

/**
 * Takes headers out and puts others in, in one pass.
 *
 * @param dropped names, in lower case
 * @param own by names in lower case: each stands where the first of its name stood, else at the end
 */
export function rewritten(
  headers: readonly Header[],
  dropped: ReadonlySet<string>,
  own: ReadonlyMap<string, Header>,
): Header[] {
  const written: Header[] = [];
  const placed: string[] = [];
  for (const header of headers) {
    const name = header[0].toLowerCase();
    if (dropped.has(name)) continue;
    const instead = own.get(name);
    if (instead === undefined) written.push(header);
    else if (!placed.includes(name)) {
      written.push(instead);
      placed.push(name);
    }
  }
  for (const [name, header] of own) if (!placed.includes(name)) written.push(header);
  return written;
}

/** @returns the headers with this one in place of all that had its name; at the first one's place, else at the end. */
export function withHeader(headers: readonly Header[], name: string, value: string): Header[] {
  const wanted = name.toLowerCase();
  const place = headers.findIndex((header) => isNamed(header, wanted));
  if (place < 0) return [...headers, [name, value]];
  const others = headers.slice(place + 1).filter((header) => !isNamed(header, wanted));
  return [...headers.slice(0, place), [name, value], ...others];
}

/** @returns the value of `X-Forwarded-For`: the client's address after those that proxies before us noted (RT-HDR-XFF). */
export function forwardedFor(headers: readonly Header[], sourceIp: string): string {
  return [...headerValues(headers, 'X-Forwarded-For'), sourceIp].join(', ');
}

/** @returns the media type of a `Content-Type` or `Accept` value: lower case, without parameters. */
export function mediaType(value: string): string {
  return (value.split(';')[0] ?? '').trim().toLowerCase();
}
