import type { Header } from '../gateway.js';
import { firstHeader, lastHeader, mediaType } from '../headers.js';
import type { EventBody } from '../payload/rest-proxy-event.js';

/**
 * @param type media type without parameters, from the request
 * @param binaryMediaTypes of the API: `image/png`, `image/*`; the one that is all stars takes everything, any other `*` before the slash
 *   nothing (RT-BIN-RES-STAR, recorded)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/lambda-proxy-binary-media.html
 */
export function isBinary(type: string, binaryMediaTypes: readonly string[]): boolean {
  return binaryMediaTypes.some((pattern) => {
    const wanted = pattern.toLowerCase();
    if (wanted === '*/*' || wanted === type) return wanted === '*/*' || !wanted.startsWith('*');
    return wanted.endsWith('/*') && type.startsWith(wanted.slice(0, -1));
  });
}

/** @returns the body for an event: text, or base64 when the `Content-Type` is a binary one (RT-BODY-B64-REQ). */
export function eventBody(
  body: Uint8Array | undefined,
  headers: readonly Header[],
  binaryMediaTypes: readonly string[],
): EventBody {
  if (!body) return { body: null, isBase64Encoded: false };
  const isBase64Encoded = isBinary(mediaType(lastHeader(headers, 'Content-Type') ?? ''), binaryMediaTypes);
  return { body: Buffer.from(body).toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** @returns whether the client accepts bytes: only the first media type of `Accept` counts (RT-BIN-RES-ACCEPT). */
export function acceptsBinary(headers: readonly Header[], binaryMediaTypes: readonly string[]): boolean {
  const first = (firstHeader(headers, 'Accept') ?? 'application/json').split(',')[0] ?? '';
  return isBinary(mediaType(first), binaryMediaTypes);
}

/** @returns the bytes of base64 text, or `undefined` when it is none (RT-BIN-BADB64). */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text.replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(compact) && compact.length % 4 === 0
    ? Buffer.from(compact, 'base64')
    : undefined;
}
