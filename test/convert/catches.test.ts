import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Catch, CatchSearch, type Mover } from '../../src/convert/catches.js';
import { type HttpRoute, type Method, plain, type Requirement, routeKey } from '../../src/model/index.js';
import { findCatches } from './straightforward-catches.js';

const segment = fc.constantFrom('a', 'a', 'b', '{x}');
const paths = fc
  .tuple(fc.array(segment, { maxLength: 5 }), fc.constantFrom('', '', '/{rest+}'))
  .map(([segments, end]) => `${segments.map((name) => `/${name}`).join('')}${end}` || '/');

const requirements = fc.constantFrom<Requirement[]>(
  [],
  [{ kind: 'iam', scheme: 'sigv4', at: '', inherited: false }],
  [{ kind: 'api-key', scheme: 'key', at: '', inherited: false }],
  [{ kind: 'authorizer', scheme: 'token', scopes: [], at: '', inherited: false }],
  [{ kind: 'authorizer', scheme: 'token', scopes: ['read'], at: '', inherited: false }],
);

const authorizations = fc.constantFrom<HttpRoute['authorization']>(
  { kind: 'none' },
  { kind: 'none' },
  { kind: 'iam' },
  { kind: 'authorizer', name: 'token', scopes: [] },
  { kind: 'authorizer', name: 'token', scopes: ['read'] },
);

interface Given {
  method: Method;
  path: string;
  requirements: Requirement[];
  authorization: HttpRoute['authorization'];
  stays: boolean;
  withoutOptions: boolean;
}

const methods: fc.Arbitrary<Given[]> = fc.uniqueArray(
  fc.record<Given>({
    method: fc.constantFrom<Method>('GET', 'POST', 'OPTIONS', 'ANY', 'ANY'),
    path: paths,
    requirements,
    authorization: authorizations,
    stays: fc.constantFrom(false, false, true),
    withoutOptions: fc.constantFrom(false, false, true),
  }),
  { selector: routeKey, maxLength: 25 },
);

function moverOf({ method, path, authorization, stays, ...rest }: Given): Mover {
  const route = { method, path };
  const at = path;
  const integration: HttpRoute['integration'] = {
    kind: 'lambda',
    uri: plain(''),
    payloadFormatVersion: '1.0',
    timeoutInMillis: 30_000,
    requestParameters: {},
    responseParameters: {},
  };
  const access = { requirements: rest.requirements };
  const operation = { at, route, access, parameters: [], bodyModels: [] };
  return { operation, route, ...rest, ...(!stays && { moved: { key: route, at, authorization, integration } }) };
}

const named = (catches: Catch[]) =>
  catches.map(({ catcher, caught, kind }) => `${kind}: ${routeKey(catcher.route)} takes ${routeKey(caught)}`);

/** Routes to take back next: those that open a door, or what chance picks. */
function withdrawalOf(movers: Mover[], seed: number): Mover[] {
  const weaker = findCatches(movers).flatMap(({ kind, catcher }) => (kind === 'weaker' ? [catcher] : []));
  return weaker.length > 0 ? weaker : movers.filter(({ moved }, index) => moved && (index + seed) % 3 === 0);
}

it('a search that goes on after withdrawals finds what a search from the start finds', () => {
  fc.assert(
    fc.property(methods, fc.nat(), (given, seed) => {
      const movers = given.map(moverOf);
      const search = new CatchSearch(movers);
      for (let round = 0; round < 6; round++) {
        expect(named(search.all())).toEqual(named(findCatches(movers)));
        const before = new Set(named(search.all()));
        const tried = search.withdraw(withdrawalOf(movers, seed));
        // What was not tried again has not changed.
        const fresh = named(search.all()).filter((name) => !before.has(name));
        expect(named(tried)).toEqual(expect.arrayContaining(fresh));
      }
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 200) },
  );
});
