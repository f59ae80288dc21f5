import { describe, expect, it } from 'vitest';
import type { Header, UpstreamCall } from '../../../src/gateway/gateway.js';
import type { Integration } from '../../../src/model/index.js';
import { json, nonProxy, response } from './non-proxy.js';
import { backends, operation, restApi, send } from './samples.js';

const bytes = Buffer.from([0x1f, 0x8b, 0xff]);
const base64 = bytes.toString('base64');
const text = Buffer.from('text');
const settings = [{ at: '', kind: 'binary-media-types' as const, value: ['image/*'] }];
const extras = (value: string): Integration['extras'] => [{ at: '', kind: 'content-handling', value }];

async function sent(type: string, body: Uint8Array, more: Partial<Integration>) {
  const integration = nonProxy('http', 'https://up.example/', more);
  const api = restApi([operation('POST /', { integration })], { settings });
  const exchange = await send(api, 'POST /', { headers: [['Content-Type', type]], body });
  const call = exchange.calls.find((one): one is UpstreamCall => one.kind === 'http');
  return { status: exchange.response.status, body: call?.request.body && Buffer.from(call.request.body) };
}

describe('the body of a request (RT-NPX-CH-REQ)', () => {
  it.each<[string, string, Uint8Array, Integration['extras'], Uint8Array]>([
    ['binary, as it is', 'image/png', bytes, [], bytes],
    ['binary, to binary', 'image/png', bytes, extras('CONVERT_TO_BINARY'), bytes],
    ['binary, to text', 'image/png', bytes, extras('CONVERT_TO_TEXT'), Buffer.from(base64)],
    ['text, as it is', 'text/plain', text, [], text],
    ['text, to text', 'text/plain', text, extras('CONVERT_TO_TEXT'), text],
    ['text, to binary', 'text/plain', Buffer.from(base64), extras('CONVERT_TO_BINARY'), bytes],
    ['bytes that are told as text are not kept', 'text/plain', bytes, [], Buffer.from(bytes.toString('utf8'))],
  ])('%s', async (_, type, body, handled, got) => {
    expect((await sent(type, body, { extras: handled })).body).toEqual(got);
  });

  it('500 for text that should be base64, and is not', async () => {
    expect(await sent('text/plain', Buffer.from('???'), { extras: extras('CONVERT_TO_BINARY') })).toEqual({
      status: 500,
      body: undefined,
    });
  });

  it('500 for a template that would read bytes (RT-VTL-BADUTF8)', async () => {
    const templates = json('$input.body').map((one) => ({ ...one, contentType: 'image/png' }));
    expect((await sent('image/png', bytes, { templates })).status).toBe(500);
    expect((await sent('image/png', bytes, { templates, extras: extras('CONVERT_TO_TEXT') })).body?.toString()).toBe(
      base64,
    );
  });
});

async function got(type: string, body: Uint8Array, accept: string, contentHandling?: string) {
  const responses = [response('default', '200', contentHandling === undefined ? {} : { contentHandling })];
  const integration = nonProxy('http', 'https://up.example/', { responses });
  const headers: Header[] = [['Content-Type', type]];
  const world = backends(
    {},
    { sendHttp: async () => ({ kind: 'answered', response: { status: 200, headers, body } }) },
  );
  const api = restApi([operation('GET /', { integration })], { settings });
  const exchange = await send(api, 'GET /', { headers: [['Accept', accept]], world });
  return exchange.response.status === 200 ? Buffer.from(exchange.response.body) : exchange.response.status;
}

describe('the body of an answer (RT-NPX-CH-RES)', () => {
  it.each<[string, string, Uint8Array, string, string | undefined, Uint8Array | number]>([
    ['binary, which the client accepts', 'image/png', bytes, 'image/png', undefined, bytes],
    [
      'binary, which the client does not accept',
      'image/png',
      bytes,
      'application/json',
      undefined,
      Buffer.from(base64),
    ],
    ['binary, to text', 'image/png', bytes, 'image/png', 'CONVERT_TO_TEXT', Buffer.from(base64)],
    ['binary, to binary', 'image/png', bytes, 'application/json', 'CONVERT_TO_BINARY', bytes],
    ['base64, for a client that accepts bytes', 'text/plain', Buffer.from(base64), 'image/png', undefined, bytes],
    [
      'text that is no base64, for a client that accepts bytes',
      'text/plain',
      Buffer.from('???'),
      'image/png',
      undefined,
      500,
    ],
    ['base64, to binary', 'text/plain', Buffer.from(base64), 'application/json', 'CONVERT_TO_BINARY', bytes],
    ['text', 'text/plain', text, 'application/json', undefined, text],
  ])('%s', async (_, type, body, accept, contentHandling, expected) => {
    expect(await got(type, body, accept, contentHandling)).toEqual(expected);
  });
});
