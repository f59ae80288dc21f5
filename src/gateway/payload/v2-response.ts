import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { firstHeader, withoutHeaders } from '../headers.js';
import { jsonText } from '../json-text.js';
import { bodyBytes, headerPairs, statusOf } from './v1-response.js';

/** Never pass from a function to the client (section 4.5 of facts runtime.md; the gateway sets its own length and date). */
const dropped = new Set(['connection', 'content-length', 'date', 'transfer-encoding', 'upgrade']);

/**
 * Reads what a function returned in payload format 2.0. A value without `statusCode` is the body of a 200, as JSON
 * (RT-RES-NOSTATUS, RT-RES-STRING, RT-RES-NULL). `multiValueHeaders` and unknown keys are ignored (RT-RES-KEYS).
 *
 * @returns `undefined` when it is malformed
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function responseFromV2(value: Json): GatewayResponse | undefined {
  if (!isObject(value) || (value['statusCode'] ?? null) === null) return inferred(value);
  const status = statusOf(value['statusCode']);
  const body = typeof value['body'] === 'number' ? undefined : bodyBytes(value['body'], value['isBase64Encoded']);
  const headers = headerPairs(value['headers']);
  const cookies = cookiesOf(value);
  if (status === undefined || !body || !headers || !cookies) return undefined;
  const passed = [...cookies, ...withoutHeaders(headers, dropped)];
  return { status, headers: body.length > 0 ? withType(passed) : passed, body };
}

function inferred(value: Json): GatewayResponse | undefined {
  const text = typeof value === 'string' ? value : jsonText(value);
  if (text === undefined) return undefined;
  return { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(text, 'utf8') };
}

/** One `set-cookie` each, before one of the header map (RT-RES-COOKIES). */
function cookiesOf({ cookies }: JsonObject): Header[] | undefined {
  if (cookies === undefined || cookies === null) return [];
  if (!Array.isArray(cookies) || !cookies.every((cookie) => typeof cookie === 'string')) return undefined;
  return cookies.map((cookie) => ['set-cookie', cookie]);
}

/** RT-RES-CT; without a body there is none (RT-RES-BODYABSENT). */
function withType(headers: Header[]): Header[] {
  const isTyped = firstHeader(headers, 'content-type') !== undefined;
  return isTyped ? headers : [...headers, ['content-type', 'text/plain; charset=utf-8']];
}
