import {
  below,
  type Integration,
  type IntegrationExtraKind,
  isObject,
  type Json,
  type JsonObject,
} from '../../model/index.js';
import type { IntegrationItem } from './control-plane.js';
import { type ImportSource, type MethodPlace, textsAt, unlessEmpty } from './import-source.js';
import { refusalOfTarget, unmappable } from './integration-refusals.js';
import { withNulls } from './integration-responses.js';

/** An integration of a definition, the method that it belongs to, and the resource whose id names the cache. */
export interface IntegrationSource {
  integration: Integration;
  place: MethodPlace;
  resourceId: string;
  /** `method.request.…` of the method. */
  declared: Record<string, boolean>;
}

/** @returns the integration without its responses, or `undefined` (told) when it cannot be made */
export function importIntegration(
  source: ImportSource,
  { integration, place, resourceId, declared }: IntegrationSource,
): Omit<IntegrationItem, 'integrationResponses'> | undefined {
  const { at } = integration;
  const parameters = textsAt(source, below(at, 'requestParameters'), place).texts;
  const templates = withNulls(textsAt(source, below(at, 'requestTemplates'), place));
  const refusal = refusalOfTarget(integration) ?? unmappable(parameters, declared, place.path);
  const type = typeOf(integration);
  if (refusal !== undefined || type === undefined) {
    const where = `Unable to put integration on '${place.verb}' for resource at path '${place.path}'`;
    source.report.refuse(`${where}: ${refusal}`);
    return undefined;
  }
  return {
    type,
    ...backendOf(integration),
    ...unlessEmpty('requestParameters', parameters),
    ...unlessEmpty('requestTemplates', templates),
    passthroughBehavior: (integration.passthroughBehavior ?? 'WHEN_NO_MATCH').toUpperCase(),
    timeoutInMillis: integration.timeoutInMillis ?? 29_000,
    cacheNamespace: resourceId,
    cacheKeyParameters: [],
    ...extrasOf(integration),
  };
}

function typeOf({ type }: Integration): IntegrationItem['type'] | undefined {
  switch (type) {
    case 'aws':
      return 'AWS';
    case 'aws_proxy':
      return 'AWS_PROXY';
    case 'http':
      return 'HTTP';
    case 'http_proxy':
      return 'HTTP_PROXY';
    case 'mock':
      return 'MOCK';
    case 'unknown':
      return undefined;
  }
}

type Backend = Pick<
  IntegrationItem,
  'httpMethod' | 'uri' | 'connectionType' | 'connectionId' | 'integrationTarget' | 'credentials'
>;

/** A mock has none, whatever is written (recorded); a connection type is reported for HTTP alone (recorded). */
function backendOf({ type, httpMethod, uri, credentials, vpcLink }: Integration): Backend {
  if (type === 'mock') return {};
  const isHttp = type === 'http' || type === 'http_proxy';
  return {
    ...(httpMethod !== undefined && { httpMethod }),
    ...(uri && { uri: uri.text }),
    ...(isHttp && { connectionType: vpcLink ? ('VPC_LINK' as const) : ('INTERNET' as const) }),
    ...(isHttp && vpcLink && { connectionId: vpcLink.id.text }),
    ...(isHttp && vpcLink?.target && { integrationTarget: vpcLink.target.text }),
    ...(credentials && { credentials: credentials.text }),
  };
}

function extrasOf({ extras }: Integration): Partial<IntegrationItem> {
  return Object.assign({}, ...extras.map(({ kind, value }) => extraOf(kind, value)));
}

function extraOf(kind: IntegrationExtraKind, value: Json): Partial<IntegrationItem> {
  switch (kind) {
    case 'content-handling':
      return typeof value === 'string' ? { contentHandling: value.toUpperCase() } : {};
    case 'cache-keys':
      return Array.isArray(value) ? { cacheKeyParameters: value.map(String) } : {};
    case 'cache-namespace':
      return typeof value === 'string' ? { cacheNamespace: value } : {};
    case 'tls-config':
      return isObject(value) ? { tlsConfig: tlsOf(value) } : {};
    case 'response-transfer-mode':
      return typeof value === 'string' ? { responseTransferMode: value.toUpperCase() } : {};
    case 'payload-format-version':
      // HTTP API's word; an import of a REST API takes it without a warning (recorded).
      return {};
  }
}

function tlsOf(value: JsonObject): JsonObject {
  return { insecureSkipVerification: value['insecureSkipVerification'] === true };
}
