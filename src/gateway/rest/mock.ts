import { isObject } from '../../model/index.js';
import type { GatewayResponse } from '../gateway.js';
import { textOf } from './content-handling.js';
import { isStop, misconfigured, type Stop } from './faults.js';
import { type IntegrationRequest, scopeOf } from './integration.js';
import { type BuiltRequest, buildRequest } from './integration-requests.js';
import { mapResponse, selectResponse } from './integration-responses.js';
import { readLaxJson } from './lax-json.js';

/**
 * Mock integration: the request template renders a status, which chooses the integration response; nothing is called, so there
 * is no answer to convert or to map.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export async function callMock(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration } = call;
  const scope = scopeOf(call);
  const built = await buildRequest(call, scope);
  if (isStop(built)) return built;
  const status = mockStatus(call, built);
  if (isStop(status)) return status;
  const response = selectResponse(integration.responses, status.status);
  return isStop(response) ? response : mapResponse(response, scope);
}

/** Without any template the default response answers, as AWS documents (RT-MOCK-NOTEMPLATE). */
function mockStatus({ integration }: IntegrationRequest, { body }: BuiltRequest): { status?: string } | Stop {
  return integration.templates.length === 0 ? {} : readStatus(textOf(body));
}

/** The text must hold an integer `statusCode`; a string is none (RT-MOCK-STATUS). */
function readStatus(rendered: string): { status: string } | Stop {
  const parsed = readLaxJson(rendered);
  const status = isObject(parsed) ? parsed['statusCode'] : undefined;
  return typeof status === 'number' && Number.isInteger(status) ? { status: String(status) } : misconfigured();
}
