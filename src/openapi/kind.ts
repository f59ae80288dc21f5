import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { OpenApiDocument } from './document.js';

/**
 * Tells a REST API's definition from an HTTP API's; both are OpenAPI. What only one of the kinds can say decides
 * (facts import-export.md, extensions); a document that says neither is taken for a REST API, the usual input.
 */
export function kindOf(document: OpenApiDocument): 'rest' | 'http' {
  const { root, resource } = document;
  // The resource says it.
  if (resource) return 'rest';
  if ([...operationsOf(root)].some(isRestOnly) || [...authorizersOf(root)].some(isRestAuthorizer)) return 'rest';
  const says =
    root['x-amazon-apigateway-importexport-version'] !== undefined ||
    [...operationsOf(root)].some(isHttpOnly) ||
    [...authorizersOf(root)].some(isHttpAuthorizer) ||
    (isObject(root['paths']) && (root['paths']['/$default'] ?? root['paths']['$default']) !== undefined);
  return says ? 'http' : 'rest';
}

function* operationsOf(root: JsonObject): Generator<JsonObject> {
  for (const item of objectsIn(root['paths'])) {
    for (const operation of objectsIn(item)) {
      const integration = operation['x-amazon-apigateway-integration'];
      if (isObject(integration)) yield integration;
    }
  }
}

function* authorizersOf(root: JsonObject): Generator<JsonObject> {
  const components = isObject(root['components']) ? root['components'] : {};
  for (const scheme of objectsIn(components['securitySchemes'] ?? root['securityDefinitions'])) {
    const authorizer = scheme['x-amazon-apigateway-authorizer'];
    if (isObject(authorizer)) yield authorizer;
  }
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

function lower(value: Json | undefined): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function mappingKeys(integration: JsonObject): string[] {
  return isObject(integration['requestParameters']) ? Object.keys(integration['requestParameters']) : [];
}

function isRestOnly(integration: JsonObject): boolean {
  const restType = ['mock', 'aws', 'http'].includes(lower(integration['type']));
  return restType || mappingKeys(integration).some((key) => key.startsWith('integration.request.'));
}

function isHttpOnly(integration: JsonObject): boolean {
  const mapped = mappingKeys(integration).some((key) => /^(append|overwrite|remove):/.test(key));
  return mapped || integration['integrationSubtype'] !== undefined;
}

function isRestAuthorizer(authorizer: JsonObject): boolean {
  return ['token', 'cognito_user_pools'].includes(lower(authorizer['type']));
}

function isHttpAuthorizer(authorizer: JsonObject): boolean {
  const sources = JSON.stringify(authorizer['identitySource'] ?? '');
  const version = authorizer['authorizerPayloadFormatVersion'];
  return (
    lower(authorizer['type']) === 'jwt' || version !== undefined || /\$(request|context|stageVariables)\./.test(sources)
  );
}
