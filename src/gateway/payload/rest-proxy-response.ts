import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Header } from '../gateway.js';

/** What a Lambda function behind a proxy integration answered, read but not yet sent. */
export interface ProxyAnswer {
  status: number;
  headers: Header[];
  body: string;
  isBase64Encoded: boolean;
}

const allowedKeys = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded']);

/**
 * Reads the return value of a function behind a REST API's Lambda proxy integration (facts runtime.md 4.1, REST column).
 *
 * @returns the answer, or `undefined` when AWS would call it malformed and answer 502
 */
export function readProxyAnswer(value: Json): ProxyAnswer | undefined {
  if (!isObject(value) || Object.keys(value).some((key) => !allowedKeys.has(key))) return undefined;
  const status = readStatus(value['statusCode']);
  const headers = readHeaders(value);
  const body = readBody(value['body']);
  const isBase64Encoded = value['isBase64Encoded'] ?? false;
  if (status === undefined || headers === undefined || body === undefined) return undefined;
  return typeof isBase64Encoded === 'boolean' ? { status, headers, body, isBase64Encoded } : undefined;
}

/** Absent is 200 (RT-RES-NOSTATUS); a number in a string counts (RT-RES-STATUSSTR), other text does not (RT-RES-STATUSBAD), nor an informational status, which is no answer (I). */
function readStatus(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return 200;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const status = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
}

/** Text; a number is taken too (RT-RES-BODYNUM, C), an object is malformed (RT-RES-BODYOBJ). */
function readBody(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Values of a name in both maps: those of `multiValueHeaders` first, under its spelling (RT-RES-MVHMERGE). */
function readHeaders(answer: JsonObject): Header[] | undefined {
  const single = answer['headers'] ?? {};
  const multi = answer['multiValueHeaders'] ?? {};
  if (!isObject(single) || !isObject(multi)) return undefined;
  const spelling = new Map<string, string>();
  const headers: Header[] = [];
  for (const [name, values] of Object.entries(multi)) {
    spelling.set(name.toLowerCase(), name);
    if (!Array.isArray(values) || !values.every(isHeaderValue)) return undefined;
    for (const value of values) headers.push([name, String(value)]);
  }
  for (const [name, value] of Object.entries(single)) {
    if (!isHeaderValue(value)) return undefined;
    headers.push([spelling.get(name.toLowerCase()) ?? name, String(value)]);
  }
  return headers;
}

/** Numbers, objects and null are malformed as header values (RT-RES-HDRNUM), booleans are not (RT-RES-HDRBOOL). */
function isHeaderValue(value: Json | undefined): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
