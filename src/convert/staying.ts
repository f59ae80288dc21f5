import type { Integration } from '../model/index.js';
import type { OperationClaims, Verdict } from './claim.js';
import { templateVerdict } from './mapping-templates.js';

export const belongs: Verdict = {
  rule: 'integrations/goes-with-integration',
  outcome: 'blocked',
  message: 'Belongs to an integration that cannot move.',
};

/** An integration that stays on REST keeps all that belongs to it there. */
export function claimStaying(part: OperationClaims, integration: Integration, verdict: Verdict): undefined {
  part.claim('integration', integration.at, verdict);
  const templates = [...integration.templates, ...integration.responses.flatMap((response) => response.templates)];
  const byPlace = new Map(templates.map((template) => [template.at, template]));
  part.claimOtherParts(({ at }) => {
    const template = byPlace.get(at);
    return template ? templateVerdict(template) : belongs;
  });
  return undefined;
}
