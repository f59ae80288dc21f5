import { type IntegrationResponse, isObject, type JsonObject } from '../../model/index.js';
import type { GatewayResponse, Header } from '../gateway.js';
import { withHeader } from '../headers.js';
import type { RoutedRequest } from '../payload/rest-request.js';
import { isStop, misconfigured, type NotSimulated, type Stop } from './faults.js';
import { javaRegex } from './java-regex.js';
import { type MappingScope, mappedValues } from './mappings.js';
import { responseTemplate } from './passthrough.js';
import { textResponse } from './replies.js';
import { renderTemplate } from './templates.js';

/**
 * Chooses the integration response: the first whose pattern fits, else the default one. A pattern must fit from the start
 * (RT-NPX-SEL-REGEX, C).
 *
 * @param value what patterns are compared with: a status as text; absent picks the default
 * @returns 500 when none fits and there is no default (RT-NPX-SEL-DEFAULT)
 */
export function selectResponse(responses: readonly IntegrationResponse[], value?: string): IntegrationResponse | Stop {
  const fallback = responses.find(({ pattern }) => pattern === 'default');
  if (value !== undefined) {
    for (const response of responses) {
      if (response.pattern === 'default') continue;
      const regex = javaRegex(response.pattern, 'start');
      if (!regex) return { notSimulated: `selection pattern ${response.pattern}` };
      if (regex.test(value)) return response;
    }
  }
  return fallback ?? misconfigured();
}

/**
 * Maps a backend's answer to the client's: status, header mappings, template, and the overrides that templates set
 * (RT-VTL-CTX-OVERRIDE, RT-VTL-CTX-OVERRIDE-EARLY).
 *
 * @param scope with the answer
 */
export async function mapResponse(
  response: IntegrationResponse,
  scope: MappingScope,
  request: RoutedRequest,
): Promise<GatewayResponse | Stop> {
  const headers = mapHeaders(response, scope);
  if (isStop(headers)) return headers;
  const body = await renderBody(response, scope, request);
  if (typeof body !== 'string') return body;
  const override = isObject(scope.context['responseOverride']) ? scope.context['responseOverride'] : {};
  const status = overriddenStatus(override) ?? Number(response.statusCode ?? 200);
  return textResponse(status, withOverrides(headers, override), body);
}

function mapHeaders(response: IntegrationResponse, scope: MappingScope): Header[] | Stop {
  const headers: Header[] = [];
  for (const { header, source } of response.headers) {
    const values = mappedValues(source, scope);
    if (isStop(values)) return values;
    headers.push(...values.map((value): Header => [header, value]));
  }
  return headers;
}

async function renderBody(
  response: IntegrationResponse,
  scope: MappingScope,
  request: RoutedRequest,
): Promise<string | NotSimulated> {
  const answer = scope.answer?.body ?? '';
  const template = responseTemplate(response.templates, request);
  return template ? renderTemplate(template.template.text, scope, answer) : answer;
}

/** An integer from 100 to 599; anything else is ignored (RT-VTL-CTX-STATUS, C). */
function overriddenStatus({ status }: JsonObject): number | undefined {
  const number = typeof status === 'number' || typeof status === 'string' ? Number(status) : Number.NaN;
  return Number.isInteger(number) && number >= 100 && number <= 599 ? number : undefined;
}

function withOverrides(headers: Header[], { header }: JsonObject): Header[] {
  if (!isObject(header)) return headers;
  return Object.entries(header).reduce((all, [name, value]) => withHeader(all, name, String(value)), headers);
}
