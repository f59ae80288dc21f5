import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type BodyForm, isObject, type Json, type JsonObject, jsonOf, type RecordedRequest } from '../model/index.js';
import { bodyForm } from './body-form.js';
import { type Message, withoutValues } from './message.js';
import type { Tally } from './tally.js';

/** Keys of a line, as `schemas/traffic.schema.json` describes them. */
const keys = new Set(['method', 'path', 'query', 'headers', 'body', 'bodyBase64', 'status', 'time', 'requests']);

/** @returns whether a line is a request of the simple format, and not one of an access log in JSON */
export function isJsonLine(text: string): boolean {
  const line = jsonOf(text);
  return isObject(line) && Object.keys(line).every((key) => keys.has(key)) && typeof messageOf(line) === 'object';
}

/** Reads requests that stand on a line each, as JSON: `{"method": "GET", "path": "/orders?page=2"}`. */
export async function* readJsonLines(
  file: string,
  chunks: AsyncIterable<Buffer>,
  tally: Tally,
): AsyncGenerator<RecordedRequest> {
  let line = 0;
  for await (const text of createInterface({
    input: Readable.from(chunks, { objectMode: false }),
    crlfDelay: Infinity,
  })) {
    line += 1;
    if (text.trim() === '') continue;
    const value = jsonOf(text);
    const message = isObject(value) ? messageOf(value) : 'the line is not a JSON object';
    if (typeof message === 'string') {
      tally.broken(file, line, message);
      continue;
    }
    const time = isObject(value) && typeof value['time'] === 'string' ? new Date(value['time']) : undefined;
    tally.request(message.requests ?? 1, time);
    yield withoutValues(message);
  }
}

/** @returns the request, or what is wrong with the line */
function messageOf(line: JsonObject): Message | string {
  const { method, path, status, requests } = line;
  if (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method)) return 'method is no verb';
  if (typeof path !== 'string' || !path.startsWith('/')) return 'path does not begin with a slash';
  if (status !== undefined && !isStatus(status)) return 'status is no number from 100 to 599';
  if (requests !== undefined && !isCount(requests)) return 'requests is no whole number above 0';
  const query = queryOf(line['query']);
  const headers = headersOf(line['headers']);
  if (query === 'broken') return 'query is neither text nor an object of texts';
  if (headers === 'broken') return 'headers are no object of texts';
  const at = path.indexOf('?');
  return {
    method,
    path: at < 0 ? path : path.slice(0, at),
    query: [at < 0 ? '' : path.slice(at + 1), query].filter((part) => part !== '').join('&'),
    headers,
    body: bodyOf(line, headers ?? []),
    status,
    requests,
  };
}

function isStatus(value: Json): value is number {
  return typeof value === 'number' && value >= 100 && value <= 599;
}

function isCount(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function queryOf(query: Json | undefined): string | 'broken' {
  if (query === undefined || query === null) return '';
  if (typeof query === 'string') return query.replace(/^\?/, '');
  const pairs = pairsOf(query);
  if (pairs === 'broken') return 'broken';
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function headersOf(headers: Json | undefined): [string, string][] | undefined | 'broken' {
  return headers === undefined ? undefined : pairsOf(headers);
}

/** A name may have several values. */
function pairsOf(map: Json): [string, string][] | 'broken' {
  if (!isObject(map)) return 'broken';
  const pairs = Object.entries(map).flatMap(([name, values]) =>
    [values ?? ''].flat().map((value) => [name, value] as const),
  );
  const texts = pairs.filter((pair): pair is readonly [string, string] => typeof pair[1] === 'string');
  return texts.length === pairs.length ? texts.map(([name, value]) => [name, value]) : 'broken';
}

function bodyOf(
  { body, bodyBase64 }: JsonObject,
  headers: readonly (readonly [string, string])[],
): BodyForm | undefined {
  if (typeof bodyBase64 === 'string') return bodyBase64 === '' ? 'none' : 'binary';
  if (body === undefined) return undefined;
  if (body === null) return 'none';
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return typeof body === 'string' ? bodyForm(body, contentType) : 'json';
}
