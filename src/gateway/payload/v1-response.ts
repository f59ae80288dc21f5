import { isObject, type Json } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader, headerValues, withoutHeaders } from '../headers.js';

/** Never pass from a function to the client (section 4.5 of facts runtime.md); the gateway sets the length itself. */
const dropped = new Set(['connection', 'content-length', 'transfer-encoding', 'upgrade']);

/**
 * Reads what a function returned in payload format 1.0. It must be an object with a status; unknown keys are ignored, unlike
 * in REST APIs (RT-RES-KEYS, RT-RES-NOSTATUS, RT-RES-STRING).
 *
 * @returns `undefined` when it is malformed
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function responseFromV1(value: Json): GatewayResponse | undefined {
  if (!isObject(value)) return undefined;
  const status = statusOf(value['statusCode']);
  const body = bodyBytes(value['body'], value['isBase64Encoded']);
  const single = headerPairs(value['headers']);
  const multi = multiValuePairs(value['multiValueHeaders']);
  if (status === undefined || !body || !single || !multi) return undefined;
  const headers = withoutHeaders(merged(multi, single), dropped);
  return { status, headers: body.length > 0 ? withType(headers) : headers, body };
}

/** An integer, or one written as text: recorded for function URLs (RT-RES-STATUSSTR). */
export function statusOf(value: Json | undefined): number | undefined {
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599;
  return isStatus ? status : undefined;
}

/**
 * @returns the bytes of a body: base64 is always decoded (RT-BIN-RES), broken base64 is malformed (RT-BIN-BADB64, I); so is
 *   an object (RT-RES-BODYOBJ)
 */
export function bodyBytes(body: Json | undefined, isBase64Encoded: Json | undefined): Uint8Array | undefined {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'object') return undefined;
  const text = String(body);
  if (isBase64Encoded !== true) return Buffer.from(text, 'utf8');
  return /[^A-Za-z0-9+/=\s]/.test(text) ? undefined : Buffer.from(text, 'base64');
}

/** @returns a header map as pairs, names in lower case; values that are not text are printed, objects are malformed (RT-RES-HDRNUM, U). */
export function headerPairs(map: Json | undefined): Header[] | undefined {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) return undefined;
  const entries = Object.entries(map).map(([name, value]) => [name.toLowerCase(), textOf(value)] as const);
  return entries.every(isPair) ? entries : undefined;
}

function multiValuePairs(map: Json | undefined): Header[] | undefined {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) return undefined;
  const lists = Object.entries(map).map(([name, values]) =>
    Array.isArray(values)
      ? values.map((value) => [name.toLowerCase(), textOf(value)] as const)
      : [[name, undefined] as const],
  );
  const entries = lists.flat();
  return entries.every(isPair) ? entries : undefined;
}

/** A name that HTTP cannot carry makes the answer malformed (I). */
function isPair(entry: readonly [string, string | undefined]): entry is Header {
  return entry[1] !== undefined && /^[!#$%&'*+.^_`|~\w-]+$/.test(entry[0]);
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? undefined : String(value);
}

/** Of a name in both maps all values go out, multi-value ones first; a pair that is in both only once (RT-RES-MVHMERGE). */
function merged(multi: readonly Header[], single: readonly Header[]): Header[] {
  return [...multi, ...single.filter(([name, value]) => !headerValues(multi, name).includes(value))];
}

/** Not recorded for 1.0; what one emulator observed (RT-RES-CT, C). */
function withType(headers: Header[]): Header[] {
  const isTyped = firstHeader(headers, 'content-type') !== undefined;
  return isTyped ? headers : [...headers, ['content-type', 'application/json; charset=utf-8']];
}
