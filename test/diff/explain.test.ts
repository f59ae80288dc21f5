import { describe, expect, it } from 'vitest';
import type { RequirementKind } from '../../src/diff/asked.js';
import { explainer } from '../../src/diff/explain.js';
import { compareSighting, type Sighting } from '../../src/diff/sighting.js';
import type { LedgerEntry, RuleId } from '../../src/model/index.js';
import { entry, exchange, lambdaCall, response, sent, sighting } from './exchanges.js';

/** @returns the rules that explain the differences of a sighting, `null` for one that none explains. */
function explained(ledger: LedgerEntry[], seen: Sighting, asks: RequirementKind[] = []): Record<string, string | null> {
  const explain = explainer(ledger, new Map([['GET /pets', asks]]));
  const { differences } = compareSighting(seen);
  return Object.fromEntries(differences.map((difference) => [difference.aspect, explain(difference, seen) ?? null]));
}

const served = exchange({ calls: [lambdaCall({ version: '1.0' })] });
const refused = (status: number) =>
  exchange({ authorization: { kind: 'refused', by: 'guard', reason: 'none' }, response: response(status) });
const notFound = (() => {
  const { route: _, ...rest } = exchange({ response: response(404) });
  return rest;
})();
const unknownToRest = { ...notFound, response: response(403) };

const slashed = (kind: string) =>
  kind === 'trailing-slash' ? { request: { ...sent().request, rawPath: '/pets/' } } : {};

describe('explanation of differences', () => {
  it('names the rule that foretold one, where the ledger has an entry for the route or the whole API', () => {
    const seen = sighting(exchange({ calls: [lambdaCall({})] }), served);
    expect(explained([entry('lambda/payload-1', { path: '/pets' })], seen)).toEqual({
      'event.version': 'lambda/payload-1',
    });
    expect(explained([entry('lambda/payload-1')], seen)).toEqual({ 'event.version': 'lambda/payload-1' });
    expect(explained([entry('lambda/payload-1', { path: '/other' })], seen)).toEqual({ 'event.version': null });
    expect(explained([], seen)).toEqual({ 'event.version': null });
  });

  it('leaves what no rule foretold without one', () => {
    const seen = sighting(
      exchange({ calls: [lambdaCall({ httpMethod: 'GET' })] }),
      exchange({ calls: [lambdaCall({ version: '1.0' })] }),
    );
    expect(explained([entry('lambda/payload-1')], seen)).toMatchObject({ 'event.httpMethod': null });
  });

  it.each([
    ['behaviour/unknown-route', unknownToRest, notFound, 'unknown-path'],
    ['behaviour/trailing-slash', served, notFound, 'trailing-slash'],
    ['behaviour/refusals', refused(401), refused(403), 'no-credentials'],
    [
      'behaviour/error-responses',
      exchange({ response: response(502) }),
      exchange({ response: response(500) }),
      'operation',
    ],
    ['routes/stays', served, notFound, 'operation'],
    ['cors/preflight', exchange({ response: response(200) }), { ...notFound, response: response(204) }, 'preflight'],
    [
      'cors/preflight-allows-more',
      exchange({ response: response(200) }),
      { ...notFound, response: response(204) },
      'preflight',
    ],
    ['validation/request', exchange({ response: response(400) }), served, 'invalid'],
    ['lambda/failing-mapping', exchange({ response: response(500) }), served, 'operation'],
    [
      'authorizers/token-to-jwt',
      exchange({ authorization: { kind: 'allowed', by: 'guard' }, calls: [lambdaCall({}, 'authorizer')] }),
      refused(401),
      'operation',
    ],
  ] as const)('%s explains all of it', (rule, rest, http, kind) => {
    const found = explained([entry(rule)], sighting(rest, http, { kind, ...slashed(kind) }));
    expect(Object.keys(found)).not.toEqual([]);
    expect(new Set(Object.values(found))).toEqual(new Set([rule]));
  });

  it('foretells that X-HTTP-Method-Override leads to another route', () => {
    const request = { ...sent().request, headers: [['x-http-method-override', 'PUT']] as [string, string][] };
    const seen = sighting(exchange({ route: 'PUT /pets' }), exchange({ route: 'GET /pets' }), { request });
    expect(explained([entry('behaviour/method-override')], seen)).toEqual({ route: 'behaviour/method-override' });
    const plain = sighting(exchange({ route: 'PUT /pets' }), exchange({ route: 'GET /pets' }));
    expect(explained([entry('behaviour/method-override')], plain)).toEqual({ route: null });
  });

  it('foretells CORS headers that errors of the gateway lose, and nothing else of these errors', () => {
    const error = response(429, [
      ['x-amzn-ErrorType', 'TooManyRequestsException'],
      ['Access-Control-Allow-Origin', '*'],
    ]);
    const seen = sighting(exchange({ response: error }), exchange({ response: response(420) }));
    expect(explained([entry('gateway-responses/cors-headers')], seen)).toMatchObject({
      'reply.headers.access-control-allow-origin': 'gateway-responses/cors-headers',
      'reply.status': null,
    });
    const own = sighting(exchange({ response: { ...error, headers: error.headers.slice(1) } }), exchange());
    expect(explained([entry('gateway-responses/cors-headers')], own)).toMatchObject({
      'reply.headers.access-control-allow-origin': null,
    });
  });

  it('lets no JWT authorizer explain that somebody gets in whom the function refused', () => {
    const passed = { ...served, authorization: { kind: 'allowed', by: 'guard' } } as const;
    const found = explained([entry('authorizers/token-to-jwt')], sighting(refused(403), passed), ['authorizer']);
    expect(new Set(Object.values(found))).toEqual(new Set([null]));
  });

  describe('where REST kept somebody out and the HTTP API does not', () => {
    const seen = sighting(refused(403), served, { kind: 'no-credentials' });
    const rulesFor = (ledger: LedgerEntry[], of: Sighting, asks: RequirementKind[]) => [
      ...new Set(Object.values(explained(ledger, of, asks))),
    ];
    const accepted = (rule: RuleId, path?: string) =>
      entry(rule, { ...(path && { path }), outcome: 'dropped', accepted: { rule, reason: 'a test' } });

    it('counts an accepted loss only', () => {
      expect(rulesFor([accepted('access/api-key', '/pets')], seen, ['api-key'])).toEqual(['access/api-key']);
      const blocked = entry('access/api-key', { path: '/pets', outcome: 'blocked' });
      expect(rulesFor([blocked], seen, ['api-key'])).toEqual([null]);
    });

    it('does not count a loss accepted for another route', () => {
      expect(rulesFor([accepted('access/api-key', '/other')], seen, ['api-key'])).toEqual([null]);
    });

    it('does not count it where the caller lacked something else too', () => {
      const key = accepted('access/api-key', '/pets');
      expect(rulesFor([key], seen, ['authorizer', 'api-key'])).toEqual([null]);
      expect(rulesFor([key], seen, ['unresolved', 'api-key'])).toEqual([null]);
      const both = [key, accepted('access/unresolved', '/pets')];
      expect(rulesFor(both, seen, ['unresolved', 'api-key'])).not.toContain(null);
    });

    it('looks at what the method asks that took the request, not the one it was made for', () => {
      const elsewhere = { ...seen, request: { ...seen.request, route: { method: 'GET', path: '/other' } as const } };
      expect(rulesFor([accepted('access/api-key', '/pets')], elsewhere, ['api-key'])).toEqual(['access/api-key']);
    });

    it('counts a catch that was accepted at the route that takes the request', () => {
      const caught = sighting(refused(401), exchange({ route: 'GET /{proxy+}' }));
      expect(rulesFor([accepted('routes/would-catch', '/{proxy+}')], caught, ['authorizer'])).not.toContain(null);
      expect(rulesFor([accepted('routes/would-catch', '/pets')], caught, ['authorizer'])).toContain(null);
    });

    it.each([
      ['a key that was given up', 'api-key', [accepted('access/api-key', '/pets')], 'access/api-key'],
      ['a key that nobody gave up', 'api-key', [], null],
      ['an authorizer', 'authorizer', [], null],
    ] as const)('does not take OPTIONS behind %s for a preflight that a catch takes', (_, kind, given, rule) => {
      // A slash leads past the method to an open greedy route.
      const options = (one: LedgerEntry): LedgerEntry => ({
        ...one,
        construct: { ...one.construct, route: { method: 'OPTIONS', path: '/pets' } },
      });
      const ledger = [...given.map(options), entry('routes/takes-more', { path: '/{proxy+}' })];
      const seen = sighting({ ...refused(403), route: 'OPTIONS /pets' }, exchange({ route: 'GET /{proxy+}' }));
      const explain = explainer(ledger, new Map([['OPTIONS /pets', [kind]]]));
      const { differences } = compareSighting(seen);
      expect(differences.length).toBeGreaterThan(0);
      expect([...new Set(differences.map((one) => explain(one, seen) ?? null))]).toEqual([rule]);
    });

    describe('because X-HTTP-Method-Override no longer names the method', () => {
      const request = {
        ...sent().request,
        method: 'POST',
        headers: [['X-HTTP-Method-Override', 'GET']] as [string, string][],
      };
      const overridden = sighting(refused(403), exchange({ route: 'POST /pets' }), { request });
      const explainedBy = (ledger: LedgerEntry[], asksOfVerb: RequirementKind[] | undefined, seen = overridden) => {
        const verb = asksOfVerb ? ([['POST /pets', asksOfVerb]] as const) : [];
        const explain = explainer(ledger, new Map([['GET /pets', ['authorizer'] as const], ...verb]));
        const { differences } = compareSighting(seen);
        expect(differences.length).toBeGreaterThan(0);
        return [...new Set(differences.map((one) => explain(one, seen) ?? null))];
      };
      const told = entry('behaviour/method-override');
      const keyGivenUp = accepted('access/api-key');

      it.each<[string, LedgerEntry[], RequirementKind[] | undefined, RuleId | null]>([
        ['is told where REST lets everybody call the verb', [told], [], 'behaviour/method-override'],
        ['is not told where the verb was guarded', [told], ['authorizer'], null],
        ['is not told where the verb asked for a key', [told], ['api-key'], null],
        ['is told where that key was given up by name', [told, keyGivenUp], ['api-key'], 'behaviour/method-override'],
        ['is not told where REST has no such method', [told], undefined, null],
        ['is not told by an empty ledger', [], [], null],
      ])('%s', (_, ledger, asks, rule) => expect(explainedBy(ledger, asks)).toEqual([rule]));

      it('is nothing that the header excuses where it names the verb itself', () => {
        const plain = sighting(refused(403), exchange({ route: 'POST /pets' }), {
          request: { ...request, method: 'GET' },
        });
        expect(explainedBy([told], [], plain)).toEqual([null]);
      });
    });

    it('does not let an accepted loss of one check excuse the loss of the authorizer', () => {
      const ledger = [accepted('authorizers/validation-expression')];
      expect(rulesFor(ledger, seen, ['authorizer'])).toEqual([null]);
      const credentials = [{ kind: 'authorizer', place: 'header', name: 'Authorization', value: 'odd' } as const];
      const asked = sighting(
        refused(401),
        { ...served, authorization: { kind: 'allowed', by: 'guard' } },
        { credentials },
      );
      expect(rulesFor(ledger, asked, ['authorizer'])).toEqual(['authorizers/validation-expression']);
    });

    it('does not count other rules, whatever they foretell', () => {
      const others = (
        ['behaviour/refusals', 'behaviour/unknown-route', 'lambda/payload-1', 'behaviour/response-headers'] as const
      ).map((rule) => entry(rule));
      expect(rulesFor(others, seen, ['api-key'])).toEqual([null]);
    });

    it('counts a catch-all that takes what no REST method takes among them', () => {
      const caught = sighting(unknownToRest, exchange({ route: '$default' }), { kind: 'unknown-path' });
      expect(explained([entry('behaviour/unknown-route')], caught)).toMatchObject({ route: null });
    });
  });

  it('does not let an authorizer vanish unasked', () => {
    const seen = sighting(exchange({ authorization: { kind: 'allowed', by: 'guard' } }), exchange());
    const ledger = [entry('access/api-key'), entry('behaviour/refusals')];
    expect(explained(ledger, seen, ['authorizer'])).toEqual({ authorization: null });
  });

  it('claims the event of an authorizer function, never another function', () => {
    const asking = (functionName: string, type: string) =>
      exchange({
        authorization: { kind: 'allowed', by: 'guard' },
        calls: [{ ...lambdaCall({ type }, 'authorizer'), functionName }],
      });
    const accepted = entry('authorizers/token', { accepted: { rule: 'authorizers/token', reason: 'a test' } });
    expect(
      explained([accepted], sighting(asking('guard', 'TOKEN'), asking('other', 'REQUEST')), ['authorizer']),
    ).toEqual({
      'authorizer.function': null,
      'authorizer.event.type': 'authorizers/token',
    });
  });
});
