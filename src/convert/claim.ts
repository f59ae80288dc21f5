import type { Construct, ConstructKind, Operation, Outcome, Pointer, RuleId } from '../model/index.js';
import { integrationParts } from './integration-parts.js';

/** What a converter part says became of one construct, before acceptances are counted in. */
export interface Claim {
  construct: Construct;
  rule: RuleId;
  outcome: Outcome;
  message: string;
  /** For `blocked`: a decision in `migrate.config.yaml` frees it. */
  decidable?: boolean;
}

/** What became of a construct, without saying which. */
export type Verdict = Omit<Claim, 'construct'>;

/** What a part gives back: its piece of the HTTP API if there can be one, and its claims. */
export interface Part<T> {
  value?: T;
  claims: Claim[];
}

/** Says what became of constructs of one operation. */
export class OperationClaims {
  readonly claims: Claim[] = [];

  constructor(readonly operation: Operation) {}

  /** Claims one construct of the operation. */
  claim(kind: ConstructKind, at: Pointer, verdict: Verdict): void {
    this.claims.push({ construct: { kind, at, route: this.operation.route, name: '' }, ...verdict });
  }

  /** Claims every part of the integration that is not claimed yet. */
  claimOtherParts(verdictOf: (part: Construct) => Verdict): void {
    const claimed = new Map<ConstructKind, Set<Pointer>>();
    for (const { construct } of this.claims) {
      claimed.set(construct.kind, (claimed.get(construct.kind) ?? new Set()).add(construct.at));
    }
    const { integration, route } = this.operation;
    const parts = integration ? integrationParts(integration, route) : [];
    for (const part of parts) {
      if (!claimed.get(part.kind)?.has(part.at)) this.claim(part.kind, part.at, verdictOf(part));
    }
  }
}
