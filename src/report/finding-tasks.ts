import type { LedgerEntry, RuleId } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { type Finding, findingsOf, isSummary } from './findings.js';
import { openFinding } from './open-finding.js';

/** What somebody has to do about an entry of the ledger; each entry is in exactly one. */
export type Task =
  | 'decide'
  | 'accept'
  | 'change'
  | 'lost'
  | 'handler'
  | 'clients'
  | 'operators'
  | 'follows'
  | 'nothing';

/** Tasks in the order of reports: what holds the move back, what is lost, what changes. */
export const tasks = [
  'decide',
  'accept',
  'change',
  'lost',
  'handler',
  'clients',
  'operators',
  'follows',
  'nothing',
] as const satisfies Task[];

export const taskTitle: Record<Task, string> = {
  decide: 'To decide',
  accept: 'To accept, or to replace first',
  change: 'To change before the move',
  lost: 'Lost',
  handler: 'To check in backends',
  clients: 'To tell clients',
  operators: 'To see to at the move',
  follows: 'Follows from the above',
  nothing: 'Nothing to do',
};

/** What is meant, in a sentence. */
export const taskText: Record<Task, string> = {
  decide: 'These methods move once it is written in migrate.config.yaml.',
  accept: 'Have something else do it, or take the loss on by name under accept: in migrate.config.yaml.',
  change: 'No decision frees these: change the API or its backends first, or leave the methods on REST.',
  lost: 'What the REST API does and the HTTP API will not.',
  handler: 'Functions and other backends get something else than today.',
  clients: 'Callers see something else than today.',
  operators: 'Permissions, names, alarms and limits that are not in the definition.',
  follows: 'Parts of methods and integrations that are told above.',
  nothing: 'Carried over, written in other words, or without effect.',
};

/**
 * Who notices a change. A test names every rule of level `change` here that can end as one; those that only hold a method back are told
 * by what frees it.
 */
export const noticedBy: Record<'handler' | 'clients' | 'operators', ReadonlySet<RuleId>> = {
  handler: new Set<RuleId>([
    'authorizers/cognito',
    'authorizers/request',
    'authorizers/token',
    'authorizers/token-to-jwt',
    'behaviour/method-override',
    'cors/method-header',
    'http-proxy/integration',
    'lambda/payload-1',
    'lambda/payload-2',
    'routes/any-written-out',
    'routes/takes-more',
    'settings/binary-media-types',
    'vpc-link/rewritten',
  ]),
  clients: new Set<RuleId>([
    'behaviour/error-responses',
    'behaviour/refusals',
    'behaviour/response-headers',
    'behaviour/trailing-slash',
    'behaviour/unknown-route',
    'cors/api-wide',
    'cors/preflight',
    'cors/preflight-allows-more',
    'integration-responses/status-passes',
    'quotas/request-size',
    'services/answer',
    'settings/tls-minimum',
  ]),
  operators: new Set<RuleId>([
    'access-logs/format',
    'access/iam',
    'domains/edge',
    'lambda/permission',
    'services/subtype',
    'settings/edge-endpoint',
    'stage/metrics',
  ]),
};

/** @returns what is to be done about an entry */
export function taskOf(entry: LedgerEntry, { rules, levelOf }: Pick<Analysis, 'rules' | 'levelOf'>): Task {
  if (isSummary(entry)) return 'follows';
  switch (openFinding(entry, rules)) {
    case 'decidable':
      return 'decide';
    case 'acceptable':
      return 'accept';
    case 'fixed':
      return 'change';
    case undefined:
      return settledTask(entry, levelOf(entry));
  }
}

function settledTask({ rule }: LedgerEntry, level: ReturnType<Analysis['levelOf']>): Task {
  switch (level) {
    case 'blocked':
    case 'loss':
      return 'lost';
    case 'change':
      if (noticedBy.handler.has(rule)) return 'handler';
      return noticedBy.clients.has(rule) ? 'clients' : 'operators';
    case 'info':
      return 'nothing';
  }
}

/** The findings of one task. */
export interface TaskFindings {
  task: Task;
  findings: Finding[];
  /** How many entries there are, those of summaries included. */
  places: number;
}

/** @returns the ledger by task, each entry in one, in the order of reports; tasks with nothing in them are left out */
export function findingsByTask(analysis: Pick<Analysis, 'conversion' | 'rules' | 'levelOf'>): TaskFindings[] {
  const { conversion, rules } = analysis;
  const byTask = new Map<Task, LedgerEntry[]>(tasks.map((task) => [task, []]));
  for (const entry of conversion.ledger) byTask.get(taskOf(entry, analysis))?.push(entry);
  return [...byTask].flatMap(([task, entries]) => {
    const findings = findingsOf(
      entries,
      () => true,
      (rule) => rules[rule].security,
    );
    return entries.length === 0 ? [] : [{ task, findings, places: entries.length }];
  });
}

/** @returns whether the findings of a task are told one by one */
export function isTold(task: Task): boolean {
  return task !== 'follows' && task !== 'nothing';
}
