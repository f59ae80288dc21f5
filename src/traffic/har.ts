import { type BodyForm, isObject, type Json, type JsonObject, jsonOf, type RecordedRequest } from '../model/index.js';
import { bodyForm } from './body-form.js';
import { harEntries } from './har-entries.js';
import { type Message, withoutValues } from './message.js';
import type { Tally } from './tally.js';

/**
 * Reads a HAR file as browsers and proxies write it (HAR 1.2). What did not go over HTTP, such as `data:`, is no request.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export async function* readHar(
  file: string,
  chunks: AsyncIterable<Buffer>,
  tally: Tally,
): AsyncGenerator<RecordedRequest & { host: string }> {
  for await (const { text, line } of harEntries(chunks)) {
    const entry = jsonOf(text);
    if (!isObject(entry)) {
      tally.broken(file, line, text === '' ? 'the file ends too early' : 'the entry is not JSON');
      continue;
    }
    const message = messageOf(entry);
    if (message === undefined) tally.broken(file, line, 'the entry has no request with a method and a url');
    if (!message || message === 'elsewhere') continue;
    tally.request(1, timeOf(entry['startedDateTime']));
    yield { ...withoutValues(message), host: message.host };
  }
}

const httpUrl = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;

function messageOf({ request, response }: JsonObject): (Message & { host: string }) | 'elsewhere' | undefined {
  if (!isObject(request) || typeof request['method'] !== 'string' || typeof request['url'] !== 'string')
    return undefined;
  // The path as it was sent: the URL of the platform would write it anew.
  const [, host = '', path = '', query = ''] = httpUrl.exec(request['url']) ?? [];
  if (host === '') return 'elsewhere';
  const status = isObject(response) ? response['status'] : undefined;
  return {
    method: request['method'],
    host: host.toLowerCase(),
    path: path === '' ? '/' : path,
    query,
    headers: headersOf(request['headers']),
    body: bodyOf(request),
    // 0 or -1: the answer never came.
    status: typeof status === 'number' && status >= 100 ? status : undefined,
  };
}

function headersOf(list: Json | undefined): [string, string][] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((header): [string, string][] => {
    if (!isObject(header)) return [];
    const { name, value } = header;
    return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [];
  });
}

function bodyOf({ postData, bodySize }: JsonObject): BodyForm | undefined {
  if (!isObject(postData)) return typeof bodySize === 'number' && bodySize > 0 ? undefined : 'none';
  const { mimeType, text, params, encoding } = postData;
  if (encoding === 'base64') return 'binary';
  const hasText = typeof text === 'string' && text !== '';
  if (!hasText) return Array.isArray(params) && params.length > 0 ? 'form' : 'none';
  return bodyForm(text, typeof mimeType === 'string' ? mimeType : '');
}

function timeOf(time: Json | undefined): Date | undefined {
  return typeof time === 'string' ? new Date(time) : undefined;
}
