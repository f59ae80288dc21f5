import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { lastHeader, mediaType, withHeader } from '../headers.js';
import type { QueryPair } from '../query.js';
import { isBinary } from './binary.js';
import { contentHandlingOf, convertRequestBody, type Payload } from './content-handling.js';
import { isStop, misconfigured, type Stop } from './faults.js';
import type { IntegrationRequest } from './integration.js';
import type { MappingScope } from './mappings.js';
import { type MappedRequest, mapRequest } from './parameters.js';
import { requestTemplate } from './passthrough.js';
import { renderTemplate } from './templates.js';

/** What mappings and templates made of a request that is not proxied. */
export interface BuiltRequest extends MappedRequest {
  /** Empty text where there is none. */
  body: Payload;
}

/**
 * Builds the request of an integration without proxy: mapped parameters, then the body by template or as it came, then what the
 * template overrides (RT-PIPE-415-EARLY, RT-VTL-CTX-OVERRIDE).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export async function buildRequest(call: IntegrationRequest, scope: MappingScope): Promise<BuiltRequest | Stop> {
  const mapped = mapRequest(call.integration, scope);
  if (isStop(mapped)) return mapped;
  const body = await requestBody(call, scope);
  if (typeof body !== 'string' && isStop(body)) return body;
  return { ...withOverrides(mapped, scope.context['requestOverride']), body };
}

/** A template that would read bytes fails, a body of no bytes included (RT-VTL-BADUTF8; logs in aws/serverless-application-model#553). */
async function requestBody(call: IntegrationRequest, scope: MappingScope): Promise<Payload | Stop> {
  const { integration, request } = call;
  const template = requestTemplate(integration, request);
  if (isStop(template)) return template;
  const payload = convertedBody(call);
  if (payload === undefined) return misconfigured();
  if (!template) return payload;
  if (typeof payload !== 'string') return misconfigured();
  return renderTemplate(template.template, scope, payload);
}

function convertedBody({ integration, request, settings }: IntegrationRequest): Payload | undefined {
  const { body, headers } = request.sent;
  const contentHandling = contentHandlingOf(integration);
  // Every request without a content type counts as JSON (RT-VTL-SELECT-REQ).
  const type = mediaType(lastHeader(headers, 'Content-Type') ?? 'application/json');
  const binary = settings.binaryMediaTypes.length > 0 && isBinary(type, settings.binaryMediaTypes);
  return convertRequestBody(body ?? noBytes, { isBinary: binary, contentHandling });
}

const noBytes = new Uint8Array();

/** Overrides win over mappings; whether they do on AWS is contested (RT-VTL-CTX-OVERRIDE: D against C). */
function withOverrides(mapped: MappedRequest, override: Json | undefined): MappedRequest {
  if (!isObject(override)) return mapped;
  const { header, querystring, path } = override;
  return {
    headers: textsOf(header).reduce((all, [name, value]) => withHeader(all, name, value), mapped.headers),
    query: [...mapped.query.filter(([name]) => !has(querystring, name)), ...textsOf(querystring)],
    path: new Map([...mapped.path, ...textsOf(path)]),
  };
}

function textsOf(values: Json | undefined): QueryPair[] {
  if (!isObject(values)) return [];
  return Object.entries(values).map(([name, value]) => [name, String(value ?? '')]);
}

function has(values: Json | undefined, name: string): boolean {
  return isObject(values) && Object.hasOwn(values satisfies JsonObject, name);
}
