import { mediaType } from '../headers.js';

/** Types that arrive as text besides `text/*` (RT-BODY-B64-REQ, recorded). */
const textTypes = new Set(['application/json', 'application/xml', 'application/javascript']);

/**
 * @returns the body as both payload formats carry it. Text for a few content types; everything else is base64, including
 *   forms, `application/*+json` (RT-BODY-B64-JSONSUFFIX) and no content type at all. No body: no text (RT-BODY-EMPTY)
 */
export function eventBody(
  body: Uint8Array | undefined,
  contentType: string | undefined,
): { body?: string; isBase64Encoded: boolean } {
  if (!body) return { isBase64Encoded: false };
  const type = mediaType(contentType ?? '');
  const text = type.startsWith('text/') || textTypes.has(type) ? utf8(body) : undefined;
  return text === undefined
    ? { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
    : { body: text, isBase64Encoded: false };
}

/** @returns the text, or `undefined` when the bytes are not UTF-8: they then arrive whole, as base64 (RT-BODY-NONUTF8, U). */
function utf8(body: Uint8Array): string | undefined {
  const text = Buffer.from(body).toString('utf8');
  return Buffer.from(text, 'utf8').equals(body) ? text : undefined;
}
