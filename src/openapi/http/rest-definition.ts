import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { OpenApiDocument } from '../document.js';

const restProperties = [
  ...['responses', 'requestTemplates', 'cacheKeyParameters', 'cacheNamespace', 'contentHandling'],
  ...['passthroughBehavior', 'responseTransferMode', 'integrationTarget'],
];

/**
 * Tells whether the definition of a REST API was given by mistake: each of its integrations has something that only
 * REST APIs have, and nothing in it is of HTTP APIs only. A single REST integration among others is no mistake of
 * files, and gets its own message.
 */
export function isRestDefinition({ root, resource }: Pick<OpenApiDocument, 'root' | 'resource'>): boolean {
  // The resource of a template says it.
  if (resource) return true;
  if (root['x-amazon-apigateway-importexport-version'] !== undefined) return false;
  if (root['x-amazon-apigateway-cors'] !== undefined) return false;
  const integrations = [...integrationsOf(root)];
  return integrations.length > 0 && integrations.every(isRest);
}

function* integrationsOf(root: JsonObject): Generator<JsonObject> {
  for (const item of objectsIn(root['paths'])) {
    for (const operation of objectsIn(item)) {
      const integration = operation['x-amazon-apigateway-integration'];
      if (isObject(integration)) yield integration;
    }
  }
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

function isRest(integration: JsonObject): boolean {
  const { type, payloadFormatVersion, integrationSubtype, requestParameters } = integration;
  if (payloadFormatVersion !== undefined || integrationSubtype !== undefined) return false;
  const targets = isObject(requestParameters) ? Object.keys(requestParameters) : [];
  return (
    (typeof type === 'string' && ['aws', 'http', 'mock'].includes(type.toLowerCase())) ||
    restProperties.some((property) => integration[property] !== undefined) ||
    targets.some((target) => target.startsWith('integration.request.'))
  );
}
