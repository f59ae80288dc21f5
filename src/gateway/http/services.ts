import type { HttpServiceIntegration } from '../../model/index.js';
import type { Answer } from './answer.js';
import { gatewayError } from './errors.js';

/**
 * First-class service integrations (SQS-SendMessage and so on) are not simulated: what they answer is not known well
 * enough (SN-RESP). The reply says so instead of pretending.
 */
export function integrateService({ subtype }: HttpServiceIntegration): Answer {
  const feature = `service integration ${subtype}`;
  return { response: gatewayError(501, `Not simulated: ${feature}`), calls: [], unsupported: [feature] };
}
