import type { JsonObject } from '../../model/index.js';
import { quotas } from '../../openapi/http/limits.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { type ApiRecord, at, having, lacking } from './account.js';
import { autoDeploy } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn } from './call.js';
import { type Collection, isRefusal, itemPathOf, named, pathOf, readOperations } from './collection.js';
import { memberRefusal, membersOf, oneOf, type Shape, text, texts, withoutEmpty } from './members.js';
import { notFound } from './refusals.js';
import { routeKeyRefusal } from './route-key.js';

export const routes: Collection = { noun: 'Route', place: 'routes', id: 'routeId' };

const shape: Shape = {
  authorizationScopes: texts,
  authorizationType: oneOf('NONE', 'AWS_IAM', 'CUSTOM', 'JWT'),
  authorizerId: text(),
  operationName: text(64),
  routeKey: text(),
  target: text(128),
};

/** Of WebSocket APIs only, says the model (D); words I. */
const ofWebSockets = [
  'modelSelectionExpression',
  'requestModels',
  'requestParameters',
  'routeResponseSelectionExpression',
];

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html */
export const routeOperations: HttpOperation[] = [
  ...readOperations(routes),
  {
    ...{ name: 'CreateRoute', verb: 'POST', path: pathOf(routes), status: 201 },
    run: onApi((record, call) => {
      const route = { apiKeyRequired: false, authorizationType: 'NONE', ...membersOf(call.input, shape) };
      return (
        routeRefusal(record, call.input, route) ?? putRoute(record, call, { ...route, routeId: call.world.newId(7) })
      );
    }),
  },
  {
    ...{ name: 'UpdateRoute', verb: 'PATCH', path: itemPathOf(routes), status: 200 },
    run: onApi((record, call) => {
      const before = named(record, routes, call.input);
      if (isRefusal(before)) return before;
      const route = { ...before, ...membersOf(call.input, shape) };
      return routeRefusal(record, call.input, route) ?? putRoute(record, call, route);
    }),
  },
  {
    ...{ name: 'DeleteRoute', verb: 'DELETE', path: itemPathOf(routes), status: 204 },
    run: onApi((record, { input, world }) => {
      const route = named(record, routes, input);
      if (isRefusal(route)) return route;
      record.routes = lacking(record.routes, textIn(input, 'routeId'));
      autoDeploy(record, world);
      return done({});
    }),
  },
  {
    // Only routes of WebSocket APIs have request parameters, so there is never one to delete (words I).
    ...{ name: 'DeleteRouteRequestParameter', verb: 'DELETE', status: 204 },
    path: `${itemPathOf(routes)}/requestparameters/{requestParameterKey}`,
    run: onApi((record, { input }) => {
      const route = named(record, routes, input);
      if (isRefusal(route)) return route;
      return notFound(`Invalid RequestParameter identifier specified ${textIn(input, 'requestParameterKey')}`);
    }),
  },
];

function putRoute(record: ApiRecord, { world }: Call, route: JsonObject) {
  const settled = settledRoute(route);
  record.routes = having(record.routes, String(settled['routeId']), settled);
  autoDeploy(record, world);
  return done(settled);
}

/** A route that no longer asks for an authorizer has none, and no scopes (aws-cloudformation/cloudformation-coverage-roadmap#2184, C). */
function settledRoute(route: JsonObject): JsonObject {
  const { authorizerId, authorizationScopes, ...open } = route;
  const cleared = ['operationName', 'target', 'authorizationScopes', 'authorizerId'];
  return withoutEmpty(usesAuthorizer(route) ? route : open, cleared);
}

function usesAuthorizer({ authorizationType }: JsonObject): boolean {
  return authorizationType === 'JWT' || authorizationType === 'CUSTOM';
}

function routeRefusal(record: ApiRecord, input: JsonObject, route: JsonObject): Refusal | undefined {
  const foreign = ofWebSockets.find((name) => (input[name] ?? null) !== null);
  if (foreign !== undefined) return badRequest(`${foreign} is not supported for HTTP APIs.`);
  if (input['apiKeyRequired'] === true) return badRequest('API keys are not supported for HTTP APIs.');
  const id = textIn(route, 'routeId');
  return (
    memberRefusal(input, shape) ??
    routeKeyRefusal(textIn(route, 'routeKey'), record.routes, id) ??
    targetRefusal(record, textIn(route, 'target')) ??
    authorizerRefusal(record, route) ??
    scopesRefusal(route) ??
    countRefusal(record, id)
  );
}

function countRefusal({ routes: all }: ApiRecord, id: string): Refusal | undefined {
  if (id !== '' || Object.keys(all).length < quotas.routes) return undefined;
  return badRequest(`Maximum number of Routes for this API has been reached. Limit: ${quotas.routes}`);
}

/** AWS's words are not recorded (I). */
function targetRefusal({ integrations }: ApiRecord, target: string): Refusal | undefined {
  if (target === '') return undefined;
  const id = /^integrations\/([^/]+)$/.exec(target)?.[1];
  if (id === undefined) return badRequest('Invalid target: expected integrations/{integrationId}.');
  return at(integrations, id) ? undefined : notFound(`Unable to find Integration by id ${id} within the provided API`);
}

/** The message for JWT is AWS's (anomalyco/ion#1104, C), that for CUSTOM is like it (I). */
function authorizerRefusal({ authorizers }: ApiRecord, route: JsonObject): Refusal | undefined {
  if (!usesAuthorizer(route)) return undefined;
  const type = route['authorizationType'];
  const authorizer = at(authorizers, textIn(route, 'authorizerId'));
  const wanted = type === 'JWT' ? 'JWT' : 'REQUEST';
  if (authorizer?.['authorizerType'] === wanted) return undefined;
  return badRequest(
    `Invalid authorizer ID specified. Setting the authorization type to ${type} requires a valid ${wanted} authorizer.`,
  );
}

/** Only JWT authorizers check scopes (FE-AU-SCOPE); words I. */
function scopesRefusal({ authorizationScopes: scopes, authorizationType }: JsonObject): Refusal | undefined {
  if (!Array.isArray(scopes) || scopes.length === 0) return undefined;
  if (scopes.length > quotas.scopesPerRoute) {
    return badRequest(`A route can have ${quotas.scopesPerRoute} authorization scopes at most.`);
  }
  return authorizationType === 'CUSTOM'
    ? badRequest('Authorization scopes are supported only for the authorization type JWT.')
    : undefined;
}
