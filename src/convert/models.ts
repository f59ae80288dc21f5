import type { RestApi } from '../model/index.js';
import type { Claim } from './claim.js';

/** The models by themselves: what checks a body against one stands with the method. */
export function claimModels({ models = [] }: RestApi): Claim[] {
  return models.map(({ at, name, isUsed }) => ({
    construct: { kind: 'model', at, name },
    rule: 'models/definition',
    outcome: 'dropped',
    message: isUsed
      ? `HTTP APIs keep no models; where a body is checked against "${name}" is told for each method.`
      : `HTTP APIs keep no models, and no method leads to "${name}".`,
  }));
}
