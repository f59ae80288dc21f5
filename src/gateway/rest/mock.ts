import { isObject } from '../../model/index.js';
import type { GatewayResponse } from '../gateway.js';
import { isStop, misconfigured, type Stop } from './faults.js';
import { type IntegrationRequest, scopeOf } from './integration.js';
import { mapResponse, selectResponse } from './integration-responses.js';
import { readLaxJson } from './lax-json.js';
import { bodyText, type MappingScope } from './mappings.js';
import { mapRequest } from './parameters.js';
import { requestTemplate } from './passthrough.js';
import { renderTemplate } from './templates.js';

/**
 * Mock integration: the request template renders a status, which chooses the integration response; nothing is called.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export async function callMock(call: IntegrationRequest): Promise<GatewayResponse | Stop> {
  const { integration, request } = call;
  const scope = scopeOf(call);
  const mapped = mapRequest(integration, scope);
  if (isStop(mapped)) return mapped;
  const status = await mockStatus(call, scope);
  if (isStop(status)) return status;
  const response = selectResponse(integration.responses, status.status);
  if (isStop(response)) return response;
  return mapResponse(response, { ...scope, answer: { headers: [], body: '' } }, request);
}

/** Without any template the default response answers, as AWS documents (RT-MOCK-NOTEMPLATE). */
async function mockStatus(
  { integration, request }: IntegrationRequest,
  scope: MappingScope,
): Promise<{ status?: string } | Stop> {
  const template = requestTemplate(integration, request);
  if (isStop(template)) return template;
  const body = bodyText(request);
  if (!template) return integration.templates.length === 0 ? {} : readStatus(body);
  const rendered = await renderTemplate(template.template.text, scope, body);
  return typeof rendered === 'string' ? readStatus(rendered) : rendered;
}

/** The text must hold an integer `statusCode`; a string is none (RT-MOCK-STATUS). */
function readStatus(rendered: string): { status: string } | Stop {
  const parsed = readLaxJson(rendered);
  const status = isObject(parsed) ? parsed['statusCode'] : undefined;
  return typeof status === 'number' && Number.isInteger(status) ? { status: String(status) } : misconfigured();
}
