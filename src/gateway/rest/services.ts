import type { GatewayResponse } from '../gateway.js';
import { isStop, type Stop } from './faults.js';
import { type IntegrationRequest, scopeOf, timeoutOf } from './integration.js';
import { buildRequest } from './integration-requests.js';
import { answerClient } from './integration-responses.js';
import { serviceCallOf } from './services-request.js';
import { answerOf } from './upstream.js';

/**
 * Integration with an AWS service: API Gateway calls the service's own API, and the status of the answer chooses the integration
 * response (RT-NPX-SEL-INPUT).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export async function callAwsService(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const scope = scopeOf(call);
  const built = await buildRequest(call, scope);
  if (isStop(built)) return built;
  const service = serviceCallOf(call, built);
  if (isStop(service)) return service;
  const answer = answerOf(await call.calls.callService(service, timeoutOf(call.integration)));
  return isStop(answer) ? answer : answerClient(answer, String(answer.status), { call, scope });
}
