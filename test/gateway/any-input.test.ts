import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backends, GatewayRequest, Header, LambdaOutcome, UpstreamOutcome } from '../../src/gateway/gateway.js';
import { everyFeature } from './every-feature.js';

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '%',
    '%00',
    '%ff',
    '%2F',
    '%zz',
    '${x}',
    '{x}',
    '..',
    '\0',
    '\r\nx: 1',
    '\ud800',
  ),
);
const path = fc
  .tuple(
    fc.constantFrom('', '/a', '/a/1', '/b', '/c', '/d', '/e', '/f', '/g', '/'),
    fc.oneof(fc.constant([]), fc.array(fc.oneof(text, fc.constantFrom('', '?', '#', '//')), { maxLength: 3 })),
  )
  .map(([start, rest]) => `${start}${rest.map((part) => `/${part}`).join('')}` || '/');
const query = fc.array(fc.tuple(fc.oneof(fc.constantFrom('x', 'X-Amz-Signature'), text), text), { maxLength: 3 });

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const authorization = fc.oneof(
  text,
  fc.jsonValue().map((claims) => `Bearer ${part({})}.${part(Object(claims))}.x`),
  fc.constantFrom(
    'AWS4-HMAC-SHA256 Credential=A/1/r/s/aws4_request, SignedHeaders=h, Signature=a',
    'Basic !',
    'Bearer ..',
  ),
);
const header: fc.Arbitrary<Header> = fc.oneof(
  fc.tuple(fc.constantFrom('Host', 'cookie', 'x-a', 'Accept', 'content-encoding', 'forwarded', 'connection'), text),
  fc.tuple(fc.constantFrom('Origin'), fc.oneof(text, fc.constant('https://a.example'))),
  fc.tuple(fc.constant('Access-Control-Request-Method'), text),
  fc.tuple(fc.constant('Authorization'), authorization),
  fc.tuple(fc.constant('X-Amzn-Trace-Id'), text),
  fc.tuple(
    fc.constantFrom('Content-Type', 'content-type'),
    fc.oneof(
      text,
      fc.constantFrom('application/json', 'text/plain', 'multipart/form-data', ';', 'application/json; x'),
    ),
  ),
  fc.tuple(text, text),
);
const body = fc.option(
  fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.json().map((json) => new Uint8Array(Buffer.from(json))),
    fc
      .constantFrom('{"a":[', '{"a":["x"]}', '{"__proto__":1}', '\ufeff{}')
      .map((json) => new Uint8Array(Buffer.from(json))),
  ),
  { nil: undefined },
);

const request: fc.Arbitrary<GatewayRequest> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'PROPFIND'),
    rawPath: path,
    rawQuery: query.map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
    headers: fc.array(header, { maxLength: 6 }),
    sourceIp: fc.oneof(fc.ipV4(), fc.ipV6()),
    body,
  })
  .map(({ body: bytes, ...rest }) => ({ ...rest, ...(bytes && { body: bytes }) }));

const response = fc.record({
  statusCode: fc.oneof(
    fc.integer({ min: -1, max: 700 }),
    fc.constantFrom(200, 204, 304, '200', 'x', null, 1e99, 200.5),
  ),
  headers: fc.oneof(fc.dictionary(text, fc.jsonValue({ maxDepth: 1 })), fc.jsonValue()),
  multiValueHeaders: fc.oneof(fc.dictionary(text, fc.array(text, { maxLength: 2 })), fc.jsonValue()),
  cookies: fc.oneof(fc.array(text, { maxLength: 2 }), fc.jsonValue()),
  body: fc.oneof(text, fc.jsonValue()),
  isBase64Encoded: fc.constantFrom(true, false, 'true', null),
});
const decision = fc.record({
  isAuthorized: fc.constantFrom(true, false, 'yes', 1, null),
  principalId: fc.constantFrom('me', 7, null),
  policyDocument: fc.oneof(
    fc.jsonValue(),
    fc.constant({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
    fc.record({ Statement: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue(), { maxLength: 2 })) }),
  ),
  context: fc.oneof(fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 }), fc.jsonValue()),
});
/** What functions mostly do: without it, few requests would get past the first call. */
const good = fc.constantFrom(
  { statusCode: 200, headers: { 'x-status': '201' }, body: '{"a":["x"]}' },
  {
    isAuthorized: true,
    policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
    context: { a: 1, constructor: 'x' },
  },
);
const lambdaOutcome = fc.oneof(
  { weight: 4, arbitrary: good.map((value) => ({ kind: 'returned', value }) as LambdaOutcome) },
  fc.oneof(fc.jsonValue(), response, decision).map((value) => ({ kind: 'returned', value }) as LambdaOutcome),
  fc.record({ kind: fc.constant('threw' as const), errorType: text, errorMessage: text }),
  fc.record({
    ...{ kind: fc.constant('not-invoked' as const), status: fc.constantFrom(403, 404, 429, 500) },
    ...{ errorType: text, message: text },
  }),
  fc.constant<LambdaOutcome>({ kind: 'timed-out' }),
);
const upstreamOutcome: fc.Arbitrary<UpstreamOutcome> = fc.oneof(
  fc.record({
    kind: fc.constant('answered' as const),
    response: fc.record({
      status: fc.constantFrom(200, 204, 301, 304, 404, 599),
      headers: fc.array(fc.oneof(fc.tuple(fc.constant('x-status'), text), fc.tuple(text, text)), { maxLength: 3 }),
      body: fc.uint8Array({ maxLength: 20 }),
    }),
  }),
  fc.record({ kind: fc.constant('unreachable' as const), reason: text }),
  fc.constant<UpstreamOutcome>({ kind: 'timed-out' }),
);

/** What stands behind the gateway answers each call with the next of these. */
function behindBy(functions: readonly LambdaOutcome[], upstream: UpstreamOutcome): Backends {
  let calls = 0;
  return {
    invokeLambda: async () => functions[calls++ % functions.length] ?? { kind: 'timed-out' },
    sendHttp: async () => upstream,
    callService: async () => upstream,
  };
}

describe.each(['rest', 'http'] as const)('whatever comes in and whatever is behind, a %s API', (kind) => {
  it('answers with a status, and never fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        request,
        fc.array(lambdaOutcome, { minLength: 1, maxLength: 2 }),
        upstreamOutcome,
        async (sent, functions, upstream) => {
          const exchange = await everyFeature(behindBy(functions, upstream))[kind].handle(sent);
          const { status, headers, body: bytes } = exchange.response;
          expect(Number.isInteger(status) && status >= 100 && status <= 599).toBe(true);
          expect(headers.every((pair) => pair.length === 2 && pair.every((one) => typeof one === 'string'))).toBe(true);
          expect(bytes).toBeInstanceOf(Uint8Array);
          expect(exchange.request).toEqual(sent);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('lets nobody through whom an authorizer did not allow', async () => {
    await fc.assert(
      fc.asyncProperty(request, fc.array(lambdaOutcome, { minLength: 1 }), upstreamOutcome, async (...given) => {
        const [sent, functions, upstream] = given;
        const exchange = await everyFeature(behindBy(functions, upstream))[kind].handle(sent);
        const isRefused = exchange.authorization.kind === 'refused';
        const reached = exchange.calls.filter((call) => call.kind !== 'lambda' || call.purpose === 'integration');
        if (isRefused) expect([reached, exchange.response.status >= 400]).toEqual([[], true]);
      }),
      { numRuns: 300 },
    );
  });
});
