import type { IssuerDecision } from '../../model/index.js';
import { fillStageVariables } from '../stage-variables.js';
import { issuerOfPool } from '../user-pool.js';
import type { Served } from './simulation.js';

/** @returns a sentence for each decided issuer whose tokens no authorizer takes: maybe its name is written another way. */
export function unusedIssuers(
  decisions: readonly IssuerDecision[],
  { rest, http }: Served,
  stageVariables: Readonly<Record<string, string>>,
): string[] {
  const fill = ({ text }: { text: string }) => fillStageVariables(text, stageVariables);
  const issuers = new Set([
    ...(rest?.authorizers ?? []).flatMap((one) =>
      (one.kind === 'cognito' ? one.providerArns : []).map(fill).map(issuerOfPool),
    ),
    ...(http?.authorizers ?? []).flatMap((one) => (one.kind === 'jwt' ? fill(one.issuer) : [])),
  ]);
  return decisions
    .filter(({ issuer }) => !issuers.has(issuer))
    .map(
      ({ issuer }) => `The keys of the issuer ${issuer} verify nothing: no authorizer takes its tokens, to the letter.`,
    );
}
