import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { GatewayRequest, Header, IamCaller } from '../../../src/gateway/gateway.js';
import { readQuery } from '../../../src/gateway/query.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import { signatureOf } from '../../../src/gateway/sigv4-signature.js';
import type { Requirement, Setting } from '../../../src/model/index.js';
import { backends, bodyOf, deployment, eventOf, headersOf, operation, request, restApi } from './samples.js';

const iam: Requirement = { kind: 'iam', at: '', scheme: 'sigv4', inherited: false };
const secret = 'a secret key';
const caller: IamCaller = {
  arn: 'arn:aws:iam::123456789012:user/ann',
  accountId: '123456789012',
  policies: [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
  secretAccessKey: secret,
};
const scope = '20260710/eu-west-1/execute-api/aws4_request';
const time = '20260710T191904Z';

interface Signing {
  at?: string;
  within?: string;
  by?: string;
  headers?: Header[];
  body?: Uint8Array;
}

/** A request with a signature in its header, as a client makes it. */
function signed(
  key: string,
  { at = time, within = scope, by = secret, headers = [], body }: Signing = {},
): GatewayRequest {
  const own: Header[] = [['X-Amz-Date', at], ...headers];
  const unsigned = request(key, { headers: own, ...(body && { body }) });
  const signedHeaders = ['host', ...own.map(([name]) => name.toLowerCase())].sort();
  const signature = signatureOf(
    { ...unsigned, path: `/prod${unsigned.rawPath}`, query: readQuery(unsigned.rawQuery) },
    { scope: within, time: at, signedHeaders },
    by,
  );
  const credential = `Credential=AKID/${within}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return { ...unsigned, headers: [...unsigned.headers, ['Authorization', `AWS4-HMAC-SHA256 ${credential}`]] };
}

/** The same in the query string. */
function presigned(key: string, expires: string, at = time): GatewayRequest {
  const terms = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`AKID/${scope}`)}`;
  const unsigned = request(`${key}?${terms}&X-Amz-Date=${at}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host`);
  const signature = signatureOf(
    { ...unsigned, path: `/prod${unsigned.rawPath}`, query: readQuery(unsigned.rawQuery) },
    { scope, time: at, signedHeaders: ['host'] },
    secret,
  );
  return { ...unsigned, rawQuery: `${unsigned.rawQuery}&X-Amz-Signature=${signature}` };
}

function send(sent: GatewayRequest, settings: Setting[] = []) {
  const api = restApi([operation('ANY /{proxy+}', { access: { requirements: [iam] } })], { settings });
  return openRestGateway(api, backends(), { ...deployment, callers: { AKID: caller } }).handle(sent);
}

describe('a signature, where the secret is told', () => {
  it.each([
    ['in a header', signed('GET /a')],
    ['with an encoded path and a query', signed('GET /a%20b/c?x=1&x=0&y=%2F+z')],
    ['with a body', signed('POST /a', { body: Buffer.from('{}') })],
    ['in the query string', presigned('GET /a', '60')],
    ['made four minutes ago', signed('GET /a', { at: '20260710T191504Z' })],
    ['in the query string that still holds', presigned('GET /a', '900', '20260710T190504Z')],
  ])('is good %s', async (_name, sent) => {
    const exchange = await send(sent);
    expect([exchange.response.status, exchange.unsupported]).toEqual([200, []]);
  });

  it.each([
    ['with another secret', signed('GET /a', { by: 'another' })],
    ['for another path', { ...signed('GET /a'), rawPath: '/b' }],
    ['for another query', { ...signed('GET /a?x=1'), rawQuery: 'x=2' }],
    ['for another verb', { ...signed('GET /a'), method: 'DELETE' }],
    ['for another body', { ...signed('POST /a', { body: Buffer.from('{}') }), body: Buffer.from('[]') }],
    ['for another region', signed('GET /a', { within: scope.replace('eu-west-1', 'us-east-1') })],
    ['for another service', signed('GET /a', { within: scope.replace('execute-api', 's3') })],
    ['made six minutes ago', signed('GET /a', { at: '20260710T191304Z' })],
    ['made in six minutes', signed('GET /a', { at: '20260710T192504Z' })],
    ['in the query string that no longer holds', presigned('GET /a', '60', '20260710T191704Z')],
  ])('is refused %s', async (_name, sent) => {
    const exchange = await send(sent);
    expect([exchange.response.status, headersOf(exchange)['x-amzn-errortype']]).toEqual([
      403,
      'InvalidSignatureException',
    ]);
    expect([exchange.unsupported, exchange.calls, bodyOf(exchange).includes(secret)]).toEqual([[], [], false]);
  });

  it('is refused and named when it is of Version 4A', async () => {
    const sent = signed('GET /a');
    const headers = sent.headers.map(
      ([name, value]): Header => [name, value.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')],
    );
    const exchange = await send({ ...sent, headers });
    expect([exchange.response.status, exchange.unsupported]).toEqual([
      403,
      ['AWS_IAM: a signature that is not of Version 4'],
    ]);
  });

  it('is that of a packed request before it is unpacked', async () => {
    const sent = signed('POST /a', { headers: [['Content-Encoding', 'gzip']], body: gzipSync('text') });
    const exchange = await send(sent, [{ at: '', kind: 'minimum-compression-size', value: 0 }]);
    expect([exchange.response.status, eventOf(exchange)['body'], exchange.request]).toEqual([200, 'text', sent]);
  });
});
