import type { Operation, RequestParameter } from '../../model/index.js';
import { accessOf } from './access.js';
import type { AuthorizerItem, IntegrationItem, MethodItem, RequestValidatorItem } from './control-plane.js';
import { type ImportSource, type MethodPlace, objectAt, unlessEmpty } from './import-source.js';
import { importIntegrationResponses } from './integration-responses.js';
import { importIntegration } from './integrations.js';
import { importMethodResponses, mediaTypes } from './method-responses.js';
import type { Models } from './models.js';

/** What methods refer to. */
export interface Named {
  models: Models;
  authorizers: readonly AuthorizerItem[];
  validators: readonly RequestValidatorItem[];
}

/** Recorded for PutMethod. */
export const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'ANY'];

/** @returns the method of an operation, or `undefined` (told) when it cannot be made */
export function importMethod(
  source: ImportSource,
  operation: Operation,
  resource: { id: string; path: string },
  named: Named,
): MethodItem | undefined {
  const place: MethodPlace = { verb: operation.route.method, path: resource.path };
  const { access, refused } = accessOf(operation.access.requirements, named.authorizers);
  const refusal = refusalOfVerb(place.verb) ?? refused;
  if (refusal !== undefined || access === undefined) {
    source.report.refuse(`Unable to put method '${place.verb}' on resource at path '${place.path}': ${refusal}`);
    return undefined;
  }
  const methodResponses = importMethodResponses(source, operation, place, named.models);
  const methodIntegration = integrationOf(source, operation, { place, resourceId: resource.id, methodResponses });
  return {
    httpMethod: place.verb,
    ...access,
    ...validatorOf(operation, named.validators),
    ...(operation.operationId !== undefined && { operationName: operation.operationId }),
    ...unlessEmpty('requestParameters', requestParameters(operation.parameters)),
    ...unlessEmpty('requestModels', requestModels(source, operation, place, named.models)),
    ...unlessEmpty('methodResponses', methodResponses),
    ...(methodIntegration && { methodIntegration }),
  };
}

function refusalOfVerb(verb: string): string | undefined {
  return verbs.includes(verb) ? undefined : `Invalid HttpMethod specified. Valid options are ${verbs.join(',')}`;
}

/** A name that is not defined is let pass: files in use have one, and work (C). */
function validatorOf(
  { validator }: Operation,
  validators: readonly RequestValidatorItem[],
): Pick<MethodItem, 'requestValidatorId'> {
  const found = validators.find(({ name }) => name === validator?.name);
  return found ? { requestValidatorId: found.id } : {};
}

function requestParameters(parameters: readonly RequestParameter[]): Record<string, boolean> {
  return Object.fromEntries(parameters.map((parameter) => [keyOf(parameter), parameter.required]));
}

function keyOf({ in: place, name }: RequestParameter): string {
  return `method.request.${place === 'query' ? 'querystring' : place}.${name}`;
}

/** A body parameter of Swagger 2.0 holds for each type that the operation, or the document, consumes. */
function requestModels(
  source: ImportSource,
  { at, bodyModels }: Operation,
  place: MethodPlace,
  models: Models,
): Record<string, string> {
  const consumed = objectAt(source, at)['consumes'] ?? source.root['consumes'];
  const pairs = bodyModels.flatMap((model) => {
    const name = models.nameAt(model.at, place);
    const types = source.api.format === 'swagger-2.0' ? mediaTypes(consumed) : [model.contentType];
    return name === undefined ? [] : types.map((type) => [type, name] as const);
  });
  return Object.fromEntries(pairs);
}

function integrationOf(
  source: ImportSource,
  { integration, parameters }: Operation,
  method: { place: MethodPlace; resourceId: string; methodResponses: NonNullable<MethodItem['methodResponses']> },
): IntegrationItem | undefined {
  if (!integration) return undefined;
  const { place, resourceId, methodResponses } = method;
  const declared = requestParameters(parameters);
  const item = importIntegration(source, { integration, place, resourceId, declared });
  const responses = importIntegrationResponses(source, integration, place, methodResponses);
  return item && { ...item, ...unlessEmpty('integrationResponses', responses) };
}
