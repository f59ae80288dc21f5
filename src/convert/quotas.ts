import type { Construct, HttpRoute, Operation, RestApi } from '../model/index.js';
import { preflightTakers, writeOutAny } from './any-method.js';
import type { Claim, Verdict } from './claim.js';
import { isPreflightMock } from './cors.js';

/** Most that an HTTP API has (Q-ROUTES, Q-INTEG, Q-AUTHZ): routes and authorizers may be raised, integrations not. */
const limits = {
  routes: { most: 300, rule: 'quotas/routes' },
  integrations: { most: 300, rule: 'quotas/integrations' },
  authorizers: { most: 10, rule: 'quotas/authorizers' },
} as const;

type Quota = keyof typeof limits;

/** What the HTTP API would have if every method moved. */
export interface Converted {
  /** As they would be before `ANY` is written out. */
  routes: HttpRoute[];
  preflights: Operation[];
}

/** An `ANY` that is written out becomes six routes at most (`any-method.ts`). */
const routesOfAny = 6;

/**
 * @returns a construct for each quota that an API of this size may break. What it comes to is known after conversion:
 *   methods share integrations, and preflight mocks become no routes
 */
export function quotaConstructs(api: RestApi): Construct[] {
  const hasPreflights = api.operations.some(isPreflightMock);
  const routes = api.operations.reduce(
    (sum, { route }) => sum + (route.method === 'ANY' && hasPreflights ? routesOfAny : 1),
    0,
  );
  const sizes = { routes, integrations: routes, authorizers: usedAuthorizers(api) };
  return quotas.filter((quota) => sizes[quota] > limits[quota].most).map(constructOf);
}

const quotas = Object.keys(limits) as Quota[];

function constructOf(quota: Quota): Construct {
  return { kind: 'behaviour', at: '', name: `number of ${quota}` };
}

/** How many authorizers the methods ask for, whether each can move already or waits for a decision. */
function usedAuthorizers({ authorizers, operations }: RestApi): number {
  const used = new Set(operations.flatMap(({ access }) => access.requirements.map(({ scheme }) => scheme)));
  return authorizers.filter(({ name }) => used.has(name)).length;
}

/** What becomes of the quotas that an API may break, counted on all that could move. */
export function quotaClaims(api: RestApi, { routes, preflights }: Converted): Claim[] {
  const constructs = new Map(quotaConstructs(api).map((construct) => [construct.name, construct]));
  if (constructs.size === 0) return [];
  const keys = routes.flatMap(({ key }) => (key === '$default' ? [] : [key]));
  const written = writeOutAny(
    routes,
    preflightTakers(keys, preflights),
    api.operations.map(({ route }) => route),
  );
  const counts = {
    routes: written.length,
    integrations: new Set(written.map(({ integration }) => JSON.stringify(integration))).size,
    authorizers: usedAuthorizers(api),
  };
  return quotas.flatMap((quota) => {
    const construct = constructs.get(constructOf(quota).name);
    return construct ? [{ construct, ...verdictOf(quota, counts[quota]) }] : [];
  });
}

function verdictOf(quota: Quota, count: number): Verdict {
  const { most, rule } = limits[quota];
  return count > most
    ? {
        rule,
        outcome: 'blocked',
        message: `The HTTP API would have ${count} ${quota}, and it may have ${most}.`,
      }
    : {
        rule,
        outcome: 'carried',
        message: `The HTTP API has ${count} ${quota} of the ${most} that it may have.`,
      };
}
