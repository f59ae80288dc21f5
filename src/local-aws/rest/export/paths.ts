import type { JsonObject } from '../../../model/index.js';
import type { AuthorizerItem, MethodItem, ResourceItem } from '../control-plane.js';
import { authorizersById, type ExportedApi } from './exported-api.js';
import { writeIntegration } from './integrations.js';
import { securityOf } from './security.js';

/** What the two formats write of a method in words of their own: all between `operationId` and `security`. */
export type MethodWriter = (method: MethodItem) => JsonObject;

/** @returns the paths that have methods (GE-NOMETHOD) */
export function pathsOf(exported: ExportedApi, write: MethodWriter): JsonObject {
  const operations = { exported, write, authorizers: authorizersById(exported.state) };
  const resources = exported.state.resources.filter(({ resourceMethods }) => Object.keys(resourceMethods).length > 0);
  return Object.fromEntries(resources.map((resource) => [resource.path, pathItem(resource, operations)]));
}

interface Operations {
  exported: ExportedApi;
  write: MethodWriter;
  authorizers: ReadonlyMap<string, AuthorizerItem>;
}

function pathItem(resource: ResourceItem, operations: Operations): JsonObject {
  return Object.fromEntries(
    Object.entries(resource.resourceMethods).map(([verb, method]) => [
      verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase(),
      operation(method, resource.id, operations),
    ]),
  );
}

function operation(method: MethodItem, resourceId: string, { exported, write, authorizers }: Operations): JsonObject {
  const { state, extensions } = exported;
  const security = securityOf(method, authorizers);
  const validator = state.requestValidators.find(({ id }) => id === method.requestValidatorId)?.name;
  const { operationName, methodIntegration } = method;
  return {
    ...(operationName !== undefined && { operationId: operationName }),
    ...write(method),
    ...(security.length > 0 && { security }),
    ...(extensions.settings && validator !== undefined && { 'x-amazon-apigateway-request-validator': validator }),
    ...(extensions.integrations &&
      methodIntegration && { 'x-amazon-apigateway-integration': writeIntegration(methodIntegration, resourceId) }),
  };
}

/** @returns the name of a header that a method response declares */
export function headerName(parameter: string): string {
  return parameter.replace(/^method\.response\.header\./, '');
}
