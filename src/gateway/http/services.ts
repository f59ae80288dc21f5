import type { HttpServiceIntegration } from '../../model/index.js';
import type { Answer } from './answer.js';
import { gatewayError } from './errors.js';

/**
 * First-class service integrations (SQS-SendMessage and so on) are not simulated: what they answer is not known well
 * enough (SN-RESP). The reply says so instead of pretending.
 */
export function integrateService(integration: HttpServiceIntegration): Answer {
  const feature = serviceFeature(integration);
  return { response: gatewayError(501, `Not simulated: ${feature}`), calls: [], unsupported: [feature] };
}

/** @returns the feature that is missing, by name. */
export function serviceFeature({ subtype }: HttpServiceIntegration): string {
  return `service integration ${subtype}`;
}
