import { describe, expect, it } from 'vitest';
import type { DiffRequest } from '../../../src/diff/diff-request.js';
import { diffLive } from '../../../src/diff/live/live.js';
import type { Sending } from '../../../src/diff/live/sendable.js';
import type { Exchange, Gateway, GatewayRequest, GatewayResponse } from '../../../src/gateway/gateway.js';
import type { LedgerEntry } from '../../../src/model/index.js';
import { lambda, restApi, schemes } from '../definitions.js';
import { entry, response, sent } from '../exchanges.js';

type Answer = GatewayResponse | ((request: GatewayRequest, count: number) => GatewayResponse);

/** A live API that answers so, and notes what it was sent. */
function live(kind: Gateway['kind'], answer: Answer) {
  const got: GatewayRequest[] = [];
  const gateway: Gateway = {
    kind,
    async handle(request): Promise<Exchange> {
      got.push(request);
      const reply = typeof answer === 'function' ? answer(request, got.length) : answer;
      return { request, authorization: { kind: 'open' }, calls: [], response: reply, unsupported: [] };
    },
  };
  return { gateway, got };
}

const careful: Sending = { allowWrites: false, headers: [] };

interface Case {
  rest: Answer;
  http: Answer;
  requests?: DiffRequest[];
  sending?: Sending;
  ledger?: LedgerEntry[];
}

async function compare({ rest, http, requests = [sent()], sending = careful, ledger = [] }: Case) {
  const api = await restApi({
    securityDefinitions: schemes,
    paths: {
      '/pets': { get: lambda, post: lambda },
      '/guarded': { get: { ...lambda, security: [{ token: [] }] } },
    },
  });
  const sides = { rest: live('rest', rest), http: live('http', http) };
  let turns = 0;
  const turn = async () => {
    turns += 1;
  };
  const account = { api, ledger };
  const gateways = { rest: sides.rest.gateway, http: sides.http.gateway, turn };
  const result = await diffLive(gateways, requests, account, sending);
  const lines = result.differences.map((one) => `${one.class} ${one.aspect} ${one.rule}`);
  return { result, lines, turns, rest: sides.rest.got, http: sides.http.got };
}

const ok = (body: unknown, headers: [string, string][] = []) => response(200, headers, JSON.stringify(body));

describe('two live APIs that answer alike', () => {
  it('show no difference, and each is asked once', async () => {
    const { lines, turns, rest, http, result } = await compare({ rest: ok({ a: 1 }), http: ok({ a: 1 }) });
    expect([lines, turns, rest.length, http.length]).toEqual([[], 1, 1, 1]);
    expect(result).toMatchObject({ requests: 1, same: 1, unexplained: 0, noise: [] });
  });

  it('are told to be compared from outside only', async () => {
    const { result } = await compare({ rest: ok({}), http: ok({}) });
    expect(result.notCompared.map(({ gateway, feature }) => `${gateway} ${feature}`)).toEqual([
      expect.stringMatching(/^rest what backends .* not seen from outside$/),
      expect.stringMatching(/^http what backends .* not seen from outside$/),
    ]);
  });
});

describe('noise', () => {
  const noisy = (more: object) => (_: GatewayRequest, count: number) =>
    ok({ count, items: [{ id: 1, at: `t${count}` }], ...more }, [['etag', `"${count}"`]]);

  it('is what the REST API itself says differently when asked again', async () => {
    const { lines, turns, rest, http, result } = await compare({ rest: noisy({}), http: noisy({ count: 77 }) });
    expect([lines, turns, rest.length, http.length]).toEqual([[], 2, 2, 1]);
    expect(result.noise).toEqual([
      { aspect: 'reply.body.count', count: 1 },
      { aspect: 'reply.body.items.*.at', count: 1 },
      { aspect: 'reply.headers.etag', count: 1 },
    ]);
    expect(result.ignored).toBe(3);
    expect(result.ignoredBy).toEqual([{ reason: 'what the REST API itself answers otherwise each time', count: 3 }]);
  });

  it('and what is never compared are counted by their reasons', async () => {
    const edge: [string, string][] = [
      ['X-Cache', 'Miss from cloudfront'],
      ['Via', '1.1 edge'],
    ];
    const rest = (_: GatewayRequest, count: number) =>
      ok({ count }, [...edge, ['x-amz-cf-id', 'a'], ['x-amzn-requestid', 'one'], ['Date', 'Mon'], ['Etag', 'same']]);
    const http = ok({ count: 9 }, [
      ['x-amzn-requestid', 'two'],
      ['date', 'Tue'],
      ['etag', 'same'],
    ]);
    const { lines, result } = await compare({ rest, http, requests: [sent(), sent()] });
    expect(lines).toEqual(['visible reply.headers.via null', 'visible reply.headers.x-amzn-requestid null']);
    expect(result.ignoredBy).toEqual([
      { reason: 'CloudFront in front of the API', fact: 'RT-RHDR-CF', count: 4 },
      { reason: 'how a message is sent, not what it is', fact: 'RT-RHDR-DATE', count: 2 },
      { reason: 'what the REST API itself answers otherwise each time', count: 2 },
    ]);
    expect(result.ignored).toBe(8);
  });

  it('does not hide what differs beside it', async () => {
    const { lines, result } = await compare({ rest: noisy({ name: 'a' }), http: noisy({ name: 'b' }) });
    expect(lines).toEqual(['breaking reply.body null']);
    expect(result.differences[0]).toMatchObject({ rest: { name: 'a', count: '<noise>' }, http: { name: 'b' } });
  });

  it('does not hide a noisy value that is not there at all', async () => {
    const { lines } = await compare({ rest: noisy({}), http: ok({ items: [] }) });
    expect(lines).toEqual(['breaking reply.body null', 'visible reply.headers.etag null']);
  });

  it('is a whole text that is no JSON, and listed as that', async () => {
    const text = (_: GatewayRequest, count: number) => response(200, [], `<p>${count}</p>`);
    const { lines, result } = await compare({ rest: text, http: response(200, [], '<p>x</p>') });
    expect([lines, result.noise]).toEqual([[], [{ aspect: 'reply.body', count: 1 }]]);
  });

  it('is not measured for writes, which are sent once', async () => {
    const post = sent({ request: { ...sent().request, method: 'POST' }, route: { method: 'POST', path: '/pets' } });
    const { rest, lines } = await compare({
      rest: noisy({}),
      http: noisy({ count: 5 }),
      requests: [post],
      sending: { ...careful, allowWrites: true },
    });
    expect([rest.length, lines]).toEqual([1, ['breaking reply.body null']]);
  });

  it('that reaches the status makes a request one that cannot be compared', async () => {
    const { lines, result } = await compare({
      rest: (_, count) => response(count === 1 ? 500 : 200),
      http: response(200),
    });
    expect(lines).toEqual([]);
    expect(result.notCompared).toContainEqual({
      gateway: 'rest',
      feature: 'replies that change by themselves: the REST API answered 500 and 200 to the same request',
      example: 'GET /pets',
      count: 1,
    });
  });
});

describe('a difference', () => {
  const refused = response(403, [], '{"Message":"User is not authorized to access this resource"}');
  const guarded = sent({ kind: 'no-credentials', route: { method: 'GET', path: '/guarded' } });

  it('is of class security where the REST API refused and the HTTP API answers, whatever the ledger says', async () => {
    const ledger = [entry('authorizers/token'), entry('behaviour/refusals'), entry('lambda/payload-1')];
    const { lines, result } = await compare({ rest: refused, http: ok({}), requests: [guarded], ledger });
    expect([lines, result.unexplained]).toEqual([['security authorization null'], 1]);
  });

  it('is foretold as between simulators: other words of a refusal', async () => {
    const http = response(403, [], '{"message":"Forbidden"}');
    const ledger = [entry('behaviour/refusals')];
    const { lines } = await compare({ rest: refused, http, requests: [guarded], ledger });
    expect(lines).toEqual(['visible reply.body behaviour/refusals']);
  });

  it('is foretold as between simulators: paths that nobody declares', async () => {
    const { lines } = await compare({
      rest: response(
        403,
        [['x-amzn-errortype', 'MissingAuthenticationTokenException']],
        '{"message":"Missing Authentication Token"}',
      ),
      http: response(404, [], '{"message":"Not Found"}'),
      requests: [sent({ kind: 'unknown-path' })],
      ledger: [entry('behaviour/unknown-route'), entry('behaviour/response-headers')],
    });
    expect(new Set(lines.map((line) => line.split(' ')[2]))).toEqual(
      new Set(['behaviour/unknown-route', 'behaviour/response-headers']),
    );
  });

  it('is none of security where nothing takes HEAD in either, whose answers have no words', async () => {
    const head = sent({ kind: 'unknown-path', request: { ...sent().request, method: 'HEAD' } });
    const { lines } = await compare({
      rest: response(403, [['x-amzn-errortype', 'MissingAuthenticationTokenException']]),
      http: response(404),
      requests: [head],
      ledger: [entry('behaviour/unknown-route'), entry('behaviour/response-headers')],
    });
    expect(lines).toEqual([
      'visible reply.headers.x-amzn-errortype behaviour/response-headers',
      'visible reply.status behaviour/unknown-route',
    ]);
  });

  it('is foretold as between simulators: what is too large for the HTTP API only', async () => {
    const http = response(431, [], '{"message":"Request Header Fields Too Large"}');
    const { lines } = await compare({ rest: ok({ a: 1 }), http, ledger: [entry('quotas/request-size')] });
    expect(lines).toEqual(['breaking reply.body quotas/request-size', 'breaking reply.status quotas/request-size']);
  });

  it('of a long body is cut', async () => {
    const { result } = await compare({ rest: ok({ a: 'x'.repeat(9000) }), http: ok({ a: 'y'.repeat(9000) }) });
    expect(String(result.differences[0]?.rest).length).toBeLessThan(2100);
  });
});

describe('what is sent', () => {
  const request = (method: string) => sent({ name: `${method} /pets`, request: { ...sent().request, method } });
  const all = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].map(request);

  it('changes nothing, unless writes are allowed; what is left out is listed', async () => {
    const { rest, http, result } = await compare({ rest: ok({}), http: ok({}), requests: all });
    expect(rest.map(({ method }) => method)).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(http.map(({ method }) => method)).toEqual(['GET', 'HEAD', 'OPTIONS']);
    expect(result.notCompared.map(({ feature }) => feature)).toEqual(
      expect.arrayContaining(
        ['POST', 'PUT', 'PATCH', 'DELETE'].map((one) => `${one}: not sent without --allow-writes`),
      ),
    );
    const writes = await compare({
      rest: ok({}),
      http: ok({}),
      requests: all,
      sending: { ...careful, allowWrites: true },
    });
    expect(writes.http).toHaveLength(all.length);
  });

  it('is nothing that a REST API would take for a write by X-HTTP-Method-Override', async () => {
    const overridden = (method: string): DiffRequest => {
      const one = request('GET');
      return { ...one, request: { ...one.request, headers: [['x-http-method-override', method]] } };
    };
    const { rest, result } = await compare({
      rest: ok({}),
      http: ok({}),
      requests: [overridden('delete'), overridden('HEAD')],
    });
    expect(rest.map(({ headers }) => headers)).toEqual([[['x-http-method-override', 'HEAD']]]);
    expect(result.notCompared.map(({ feature }) => feature)).toContain('DELETE: not sent without --allow-writes');
  });

  const token = { kind: 'authorizer', place: 'header', name: 'Authorization', value: 'Bearer made-up' } as const;
  const signed = sent({
    route: { method: 'GET', path: '/guarded' },
    request: { ...sent().request, headers: [['Authorization', 'Bearer made-up']] },
    credentials: [token],
  });

  it('has no made-up credentials: without real ones the request is not sent', async () => {
    const { rest, result } = await compare({ rest: ok({}), http: ok({}), requests: [signed] });
    expect(rest).toEqual([]);
    expect(result.notCompared).toContainEqual(
      expect.objectContaining({
        feature: 'methods that ask for Authorization: give it by --header-from-env',
        count: 1,
      }),
    );
  });

  it('has the credentials of the user in their place, and no report shows them', async () => {
    const headers = [['authorization', 'Bearer real-secret-token']] as const;
    const { rest, result } = await compare({
      rest: ok({ you: 'Bearer real-secret-token' }),
      http: ok({ you: 'nobody' }),
      requests: [signed, sent({ kind: 'no-credentials', route: { method: 'GET', path: '/guarded' } })],
      sending: { ...careful, headers },
    });
    expect(rest.filter(({ headers: got }) => got.length > 0).map(({ headers: got }) => got)).toEqual([
      headers,
      headers,
    ]);
    const told = result.differences;
    expect(JSON.stringify(told)).not.toContain('real-secret-token');
    expect(JSON.stringify(told)).toContain('$AUTHORIZATION');
  });

  it('keeps what is wrong with a request that must be refused, beside what else the user gave', async () => {
    const wrong = { ...token, isWrong: true } as const;
    const key = { kind: 'api-key', place: 'header', name: 'X-Api-Key', value: 'made-up-key' } as const;
    const request = sent({
      kind: 'wrong-credentials',
      route: { method: 'GET', path: '/guarded' },
      request: {
        ...sent().request,
        headers: [
          ['Authorization', 'Bearer made-up'],
          ['X-Api-Key', 'made-up-key'],
        ],
      },
      credentials: [wrong, key],
    });
    const headers = [
      ['Authorization', 'Bearer real'],
      ['X-Api-Key', 'real-key'],
    ] as const;
    const { rest } = await compare({
      rest: ok({}),
      http: ok({}),
      requests: [request],
      sending: { ...careful, headers },
    });
    expect(rest[0]?.headers).toEqual([
      ['Authorization', 'Bearer made-up'],
      ['X-Api-Key', 'real-key'],
    ]);
  });

  it('does not tell a live backend to fail, as a recorded failure tells a simulated one', async () => {
    const request = sent({
      kind: 'recorded',
      request: { ...sent().request, headers: [['X-Simulated-Backend', 'fail']] },
    });
    const { rest } = await compare({ rest: ok({}), http: ok({}), requests: [request] });
    expect(rest[0]?.headers).toEqual([]);
  });

  it.each<[string, Partial<DiffRequest>]>([
    ['is a token of another app client', { kind: 'other-client' }],
    ['asks a backend to fail', { kind: 'failure' }],
    ['needs a token of the other kind', { kind: 'other-token' }],
    ['needs a signature', { credentials: [{ ...token, kind: 'iam' }] }],
    ['needs a secret in the query', { credentials: [{ ...token, place: 'querystring', name: 'key' }] }],
  ])('is nothing that %s', async (_, parts) => {
    const { rest, result } = await compare({ rest: ok({}), http: ok({}), requests: [sent(parts)] });
    expect([rest, result.notCompared.length]).toEqual([[], 3]);
  });
});
