import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Header } from '../../../src/gateway/gateway.js';
import type { Json } from '../../../src/model/index.js';
import { backends, bodyOf, eventOf, headersOf, operation, part, restApi, type Sent, send } from './samples.js';

const text = 'long enough to be packed';

function api(size: Json = 10) {
  return restApi([operation('POST /')], { settings: [{ at: '', kind: 'minimum-compression-size', value: size }] });
}

function answering(headers: Record<string, string> = {}, body = text) {
  return backends({ 'POST-': { statusCode: 200, headers, body } });
}

describe('the answer of an API with compression', () => {
  it.each([
    ['gzip', 'gzip', gunzipSync],
    ['the first of equals', 'deflate, gzip', inflateSync],
    ['the heavier one', 'deflate;q=0.5, gzip;q=1.0', gunzipSync],
    ['one it has among others', 'br, GZIP', gunzipSync],
  ] as const)('is packed for a client that takes %s', async (_name, accepted, unpack) => {
    const exchange = await send(api(), 'POST /', { headers: [['Accept-Encoding', accepted]], world: answering() });
    expect(unpack(exchange.response.body).toString()).toBe(text);
    expect(headersOf(exchange)['content-encoding']).toBe(unpack === gunzipSync ? 'gzip' : 'deflate');
  });

  it.each([
    ['for a client that names none', [], {}, text],
    ['for *', [['Accept-Encoding', '*']], {}, text],
    ['for a coding that it does not have', [['Accept-Encoding', 'br']], {}, text],
    ['for identity before others', [['Accept-Encoding', 'identity;q=1, gzip;q=0.5']], {}, text],
    ['for a coding that is refused', [['Accept-Encoding', 'gzip;q=0']], {}, text],
    ['when the backend did it', [['Accept-Encoding', 'gzip']], { 'Content-Encoding': 'br' }, text],
    ['when it is short', [['Accept-Encoding', 'gzip']], {}, 'short'],
  ] as [string, Header[], Record<string, string>, string][])('is not packed %s', async (_name, headers, own, body) => {
    const exchange = await send(api(), 'POST /', { headers, world: answering(own, body) });
    expect(bodyOf(exchange)).toBe(body);
  });

  it.each([204, 304])('names no coding for a %i, whose body does not get to the client', async (statusCode) => {
    const world = backends({ 'POST-': { statusCode, body: text } });
    const exchange = await send(api(), 'POST /', { headers: [['Accept-Encoding', 'gzip']], world });
    expect([exchange.response.status, headersOf(exchange)['content-encoding']]).toEqual([statusCode, undefined]);
  });

  it.each([null, -1, ''])('is not packed when the size is %j', async (size) => {
    const exchange = await send(api(size), 'POST /', { headers: [['Accept-Encoding', 'gzip']], world: answering() });
    expect([bodyOf(exchange), exchange.unsupported]).toEqual([text, []]);
  });
});

describe('a packed request', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['identity', Buffer.from(text)],
  ])('in %s reaches the backend unpacked', async (coding, body) => {
    const exchange = await send(api(), 'POST /', { headers: [['Content-Encoding', coding]], body });
    expect(eventOf(exchange)['body']).toBe(text);
    expect(Object.keys(part(eventOf(exchange), 'headers')).includes('Content-Encoding')).toBe(coding === 'identity');
    expect(Buffer.from(exchange.request.body ?? '')).toEqual(body);
  });

  it.each([
    ['in a coding that nobody has', { headers: [['Content-Encoding', 'br']], body: text }],
    ['that is not packed', { headers: [['Content-Encoding', 'gzip']], body: text }],
    [
      'packed twice',
      {
        headers: [
          ['Content-Encoding', 'gzip'],
          ['Content-Encoding', 'gzip'],
        ],
        body: gzipSync(text),
      },
    ],
    [
      'that grows over 10 MB',
      { headers: [['Content-Encoding', 'gzip']], body: gzipSync(Buffer.alloc(11 * 1024 * 1024)) },
    ],
  ] as [string, Sent][])('%s gets 415 (RT-LIM-COMPRESS)', async (_name, sent) => {
    const exchange = await send(api(), 'POST /', sent);
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([415, '{"message":"Unsupported Media Type"}']);
    expect(exchange.calls).toEqual([]);
  });

  it('without a body is let through', async () => {
    expect((await send(api(), 'POST /', { headers: [['Content-Encoding', 'gzip']] })).response.status).toBe(200);
  });

  it('of an API without compression is passed on as it is', async () => {
    const sent: Sent = { headers: [['Content-Encoding', 'br']], body: text };
    expect(eventOf(await send(restApi([operation('POST /')]), 'POST /', sent))['body']).toBe(text);
  });
});
