import { type Conversion, type LedgerEntry, type Level, type RuleId, routeKey } from '../model/index.js';

/** What the ledger of the conversion says about the bill: what the move takes, and what has to be replaced. */
export interface MoveFacts {
  /** Keys of the methods that need a function of their own to become routes. */
  shims: readonly string[];
  /** Whether the loss of the web ACL was accepted by name: nothing takes its place. */
  dropsWebAcl: boolean;
  /** Findings that need work, by rule. */
  findings: readonly Finding[];
  /** Methods that cannot move as things stand. */
  staying: number;
}

/** A rule of the ledger that somebody has to look at. */
export interface Finding {
  rule: RuleId;
  level: Level;
  /** How many places it is about. */
  places: number;
}

/**
 * Rules whose construct a Lambda function can take over: what it did to requests and answers, who was let in.
 * Each is blocked until somebody decides; an accepted loss needs no function.
 */
const shimRules: ReadonlySet<RuleId> = new Set<RuleId>([
  'lambda/non-proxy',
  'http-proxy/non-proxy',
  'services/not-writable',
  'services/argument',
  'services/answer',
  'mapping-templates/template',
  'integration-responses/template',
  'validation/request',
  'access/api-key',
]);

/** @returns the facts of somebody who did not convert the API */
export function noMoveFacts(): MoveFacts {
  return { shims: [], dropsWebAcl: false, findings: [], staying: 0 };
}

/** @param levelOf how much an entry matters, as the catalogue of rules says */
export function moveFactsOf(
  { ledger, routes }: Pick<Conversion, 'ledger' | 'routes'>,
  levelOf: (entry: LedgerEntry) => Level,
): MoveFacts {
  const shims = new Set(
    ledger.flatMap(({ rule, outcome, construct: { route } }) =>
      outcome === 'blocked' && route && shimRules.has(rule) ? [routeKey(route)] : [],
    ),
  );
  return {
    shims: [...shims].sort(),
    dropsWebAcl: ledger.some(({ rule, accepted }) => rule === 'stage/web-acl' && accepted !== undefined),
    findings: findingsOf(ledger, levelOf),
    staying: routes.filter(({ verdict }) => !verdict.startsWith('ready')).length,
  };
}

/** Entries that only follow from others: whoever does the work for those has done it for these. */
const followers: ReadonlySet<RuleId> = new Set<RuleId>([
  'routes/stays',
  'integrations/goes-with-integration',
  'access/authorizer-stays',
]);

function findingsOf(ledger: readonly LedgerEntry[], levelOf: (entry: LedgerEntry) => Level): Finding[] {
  const found = new Map<string, Finding>();
  for (const entry of ledger) {
    const level = levelOf(entry);
    if (level === 'info' || followers.has(entry.rule)) continue;
    const key = `${entry.rule} ${level}`;
    found.set(key, { rule: entry.rule, level, places: (found.get(key)?.places ?? 0) + 1 });
  }
  const order: readonly Level[] = ['blocked', 'loss', 'change'];
  return [...found.values()].sort(
    (one, other) => order.indexOf(one.level) - order.indexOf(other.level) || (one.rule < other.rule ? -1 : 1),
  );
}
