import {
  type Acceptance,
  type Decisions,
  type LedgerEntry,
  type Route,
  type RuleId,
  routeKey,
} from '../model/index.js';

/**
 * Losses that a user may accept by name. Rules that are missing here have no loss to accept: there is no HTTP API
 * without the thing that is missing. A test keeps this list equal to `acceptable` in the catalogue.
 */
export const acceptableRules: ReadonlySet<RuleId> = new Set<RuleId>([
  'access/api-key',
  'access/cognito-token-kinds',
  'access/unresolved',
  'authorizers/validation-expression',
  'cors/preflight-was-protected',
  'gateway-responses/cors-headers',
  'domains/routing-rules',
  'domains/tls-policy',
  'gateway-responses/custom',
  'http-proxy/mapping-without-counterpart',
  'http-proxy/reserved-header',
  'http-proxy/tls-unverified',
  'integrations/caller-credentials',
  'integrations/timeout',
  'lambda/cross-region',
  'lambda/failing-mapping',
  'lambda/parameter-mapping',
  'quotas/authorizers',
  'quotas/routes',
  'routes/would-catch',
  'settings/api-key-source',
  'settings/compression',
  'settings/contradiction',
  'settings/resource-policy',
  'settings/tls-policy',
  'integrations/content-handling',
  'services/kinesis-data',
  'integration-responses/template',
  'integration-responses/header-lost',
  'cors/method-header-differs',
  'http-proxy/non-proxy',
  'settings/unread',
  'stage/client-certificate',
  'stage/web-acl',
  'unrecognised/extension',
  'usage-plans/limits',
  'validation/request',
  'validation/undefined',
]);

/**
 * @returns the entry as it stands once acceptances are counted in. A blocked or unknown loss that was accepted is
 *   dropped; a method or integration goes on existing without what it lost, so its behaviour changes.
 */
export function settle(entry: LedgerEntry, { accept }: Decisions): LedgerEntry {
  if (entry.outcome !== 'blocked' && entry.outcome !== 'unknown') return entry;
  if (!acceptableRules.has(entry.rule)) return entry;
  const accepted = accept.find((candidate) => candidate.rule === entry.rule && covers(candidate, entry));
  if (accepted === undefined) return entry;
  const goesOn = entry.construct.kind === 'operation' || entry.construct.kind === 'integration';
  return { ...entry, outcome: goesOn ? 'behaviour-changes' : 'dropped', accepted };
}

/** @returns whether the user accepted this loss */
export function isAccepted(entry: LedgerEntry, decisions: Decisions): boolean {
  return settle(entry, decisions).accepted !== undefined;
}

/** `where` names a route (`GET /a`), a path, a path with everything below it (`/a/*`), or a construct that belongs to no route. */
function covers({ where }: Acceptance, { construct }: LedgerEntry): boolean {
  if (where === undefined) return true;
  return construct.route ? coversRoute(where, construct.route) : where === construct.name || where === construct.at;
}

function coversRoute(where: string, route: Route): boolean {
  if (where === route.path || where === routeKey(route)) return true;
  return where.endsWith('/*') && route.path.startsWith(where.slice(0, -1));
}
