import type { Header } from './gateway.js';

/** @returns all values of a header in the order sent. Names are compared without letter case, as HTTP does (RFC 9110, 5.1). */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** @returns the first value of a header, or `undefined` when it was not sent. */
export function firstHeader(headers: readonly Header[], name: string): string | undefined {
  return headerValues(headers, name)[0];
}

/** @returns the last value of a header, or `undefined` when it was not sent. */
export function lastHeader(headers: readonly Header[], name: string): string | undefined {
  return headerValues(headers, name).at(-1);
}

/** @returns all values of a header joined with `,`, or `undefined` when it was not sent. */
export function joinedHeader(headers: readonly Header[], name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length > 0 ? values.join(',') : undefined;
}

/** @returns the headers without these names (letter case does not matter). */
export function withoutHeaders(headers: readonly Header[], names: Iterable<string>): Header[] {
  const unwanted = new Set([...names].map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !unwanted.has(name.toLowerCase()));
}

/** @returns the headers with this one in place of all that had its name; at the first one's place, else at the end. */
export function withHeader(headers: readonly Header[], name: string, value: string): Header[] {
  const wanted = name.toLowerCase();
  const place = headers.findIndex(([key]) => key.toLowerCase() === wanted);
  if (place < 0) return [...headers, [name, value]];
  const others = headers.slice(place + 1).filter(([key]) => key.toLowerCase() !== wanted);
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
