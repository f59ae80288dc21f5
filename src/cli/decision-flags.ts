import { Flags } from '@oclif/core';
import { type Acceptance, type Decisions, Failure, nearest, type Rule } from '../model/index.js';

/** Flags that decide; they win over the file. */
export const decisionFlags = {
  'payload-format': Flags.option({ options: ['1.0', '2.0'] as const })({
    description: 'what Lambda functions get; 1.0 is nearest to REST APIs, and the default',
  }),
  accept: Flags.string({
    description: 'accept a loss by name, everywhere or at one route: access/api-key@"GET /report"',
    helpValue: 'RULE[@WHERE]',
    multiple: true,
  }),
};

interface DecisionFlagValues {
  'payload-format'?: '1.0' | '2.0' | undefined;
  accept?: string[] | undefined;
}

/**
 * Puts the flags over the decisions of the file.
 *
 * @param rules the catalogue: which rules there are, and which of them may be accepted
 * @throws Failure (`usage`) when a rule is unknown, or nothing that can be accepted
 */
export function withFlags(decisions: Decisions, flags: DecisionFlagValues, rules: readonly Rule[]): Decisions {
  const accepted = (flags.accept ?? []).map((text) => acceptanceOf(text, rules));
  return {
    ...decisions,
    payloadFormat: flags['payload-format'] ?? decisions.payloadFormat,
    accept: [...accepted, ...decisions.accept],
  };
}

function acceptanceOf(text: string, rules: readonly Rule[]): Acceptance {
  const [name = '', where] = text.split(/@(.*)/s);
  const rule = rules.find(({ id }) => id === name);
  if (rule === undefined) throw unknownRule(name, rules);
  if (!rule.acceptable) {
    const message = `--accept names ${rule.id}, and there is nothing to accept: "${rule.title}".`;
    throw new Failure('usage', message, rule.remedy);
  }
  return { rule: rule.id, reason: 'accepted by --accept', ...(where !== undefined && { where }) };
}

function unknownRule(name: string, rules: readonly Rule[]): Failure {
  const ids = rules.map(({ id }) => id);
  const suggestion = nearest(name, ids);
  const next = suggestion === undefined ? 'See the rules that migrate analyze names.' : `Did you mean ${suggestion}?`;
  return new Failure('usage', `--accept names "${name}", which is no rule.`, next);
}
