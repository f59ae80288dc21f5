import { type ConstructKind, type LedgerEntry, type Outcome, outcomes } from '../model/index.js';

/** What constructs are about, as a flow shows it. */
export type FlowSource =
  | 'routes'
  | 'integrations'
  | 'responses'
  | 'authorization'
  | 'validation'
  | 'gateway responses'
  | 'settings'
  | 'behaviours';

const sourceOf: Record<ConstructKind, FlowSource> = {
  operation: 'routes',
  integration: 'integrations',
  'integration-property': 'integrations',
  'vpc-link': 'integrations',
  'parameter-mapping': 'integrations',
  'mapping-template': 'integrations',
  'integration-response': 'responses',
  'response-mapping': 'responses',
  'response-template': 'responses',
  authorizer: 'authorization',
  'security-requirement': 'authorization',
  validator: 'validation',
  'validator-use': 'validation',
  'model-use': 'validation',
  model: 'validation',
  'gateway-response': 'gateway responses',
  api: 'settings',
  setting: 'settings',
  unrecognised: 'settings',
  behaviour: 'behaviours',
};

/** So many constructs of one sort end in one outcome. */
export interface FlowLink {
  source: FlowSource;
  outcome: Outcome;
  count: number;
}

/** @returns the ledger as a flow, by source in the order of a request, then by outcome; the counts add up to the ledger */
export function flowOf(ledger: readonly LedgerEntry[]): FlowLink[] {
  const counts = new Map<string, number>();
  for (const { construct, outcome } of ledger) {
    const key = `${sourceOf[construct.kind]}|${outcome}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const sources = [...new Set(Object.values(sourceOf))];
  return sources.flatMap((source) =>
    outcomes.flatMap((outcome) => {
      const count = counts.get(`${source}|${outcome}`) ?? 0;
      return count === 0 ? [] : [{ source, outcome, count }];
    }),
  );
}
