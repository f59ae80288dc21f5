import {
  type BackendDecision,
  type HttpApi,
  type HttpAuthorizer,
  type HttpIntegration,
  type HttpServiceIntegration,
  httpRouteKey,
  type Integration,
  isServiceSubtype,
  type Requirement,
  type RestApi,
  type RouteAuthorization,
  routeKey,
  serviceUri,
} from '../../model/index.js';
import { type StandIn, standForHttp, standForLambda, standForService } from '../backends/backends.js';
import { functionNameOf } from '../function-name.js';
import { serviceCalls } from '../http/service-calls.js';
import { noIntegration, simulatedKind } from '../rest/integrations.js';
import { fillStageVariables } from '../stage-variables.js';

/** What answers in place of a backend, or why nothing does. */
export type Answerer =
  | StandIn
  | { kind: 'mock' }
  /** A call of an AWS service: noted, and given back. */
  | { kind: 'recorded'; call: string }
  /** The gateway answers 501. */
  | { kind: 'not-simulated'; feature: string }
  /** The gateway answers 500, as AWS would. */
  | { kind: 'misconfigured'; reason: string };

/** Who may call a route, and what answers it. */
export interface AnsweredRoute {
  route: string;
  /** Names of authorizers, `IAM`, `API key`; empty for everybody. */
  access: string[];
  answerer: Answerer;
}

/** A Lambda authorizer, and what answers in place of its function. */
export interface AnsweredAuthorizer {
  name: string;
  answerer: Answerer;
}

/** What stands behind the APIs on this machine. */
export interface Standing {
  /** First match wins. */
  backends: readonly BackendDecision[];
  /** What answers HTTP integrations that no backend is named for. */
  http: 'echo' | 'upstream';
  /** Whether handlers run in the simulator's own process. */
  inProcess?: boolean;
  stageVariables: Record<string, string>;
}

/** @returns the routes of an HTTP API with what answers each. */
export function httpAnswerers(api: HttpApi, standing: Standing): AnsweredRoute[] {
  return api.routes.map(({ key, authorization, integration }) => ({
    route: httpRouteKey(key),
    access: httpAccess(authorization),
    answerer: httpAnswerer(integration, standing),
  }));
}

function httpAccess(authorization: RouteAuthorization): string[] {
  switch (authorization.kind) {
    case 'none':
      return [];
    case 'iam':
      return ['IAM'];
    case 'authorizer':
      return [authorization.name];
  }
}

function httpAnswerer(integration: HttpIntegration, standing: Standing): Answerer {
  switch (integration.kind) {
    case 'lambda':
      return lambdaAnswerer(integration.uri.text, standing);
    case 'http-proxy':
      return urlAnswerer(integration.uri.text, standing);
    case 'service':
      return subtypeAnswerer(integration, standing);
  }
}

/** Says what the gateway does with a subtype that AWS does not have. */
function subtypeAnswerer(integration: HttpServiceIntegration, { backends }: Standing): Answerer {
  const { subtype, arguments: given } = integration;
  if (!isServiceSubtype(subtype)) return { kind: 'not-simulated', feature: `service integration ${subtype}` };
  // Service, action and host are the same whatever the other arguments are.
  const queue = given['QueueUrl']?.text;
  const values = new Map(queue === undefined ? [] : [['QueueUrl', queue]]);
  const call = serviceCalls[subtype]({ values, region: 'us-east-1' });
  const standIn = standForService(backends, { ...call, url: call.request.url });
  return standIn.kind === 'echo' ? { kind: 'recorded', call: subtype } : standIn;
}

/** @returns the methods of a REST API with what answers each. */
export function restAnswerers(api: RestApi, standing: Standing): AnsweredRoute[] {
  return api.operations.map(({ route, access, integration }) => ({
    route: routeKey(route),
    access: access.requirements.map(restAccess),
    answerer: restAnswerer(integration, standing),
  }));
}

function restAccess(requirement: Requirement): string {
  switch (requirement.kind) {
    case 'authorizer':
    case 'unresolved':
      return requirement.scheme;
    case 'iam':
      return 'IAM';
    case 'api-key':
      return 'API key';
  }
}

/** Says what the gateway does: both ask `simulatedKind`. */
function restAnswerer(integration: Integration | undefined, standing: Standing): Answerer {
  const kind = integration ? simulatedKind(integration) : noIntegration;
  if (typeof kind === 'object') return { kind: 'not-simulated', feature: kind.notSimulated };
  if (kind === 'mock') return { kind: 'mock' };
  const uri = integration?.uri?.text;
  if (uri === undefined) return { kind: 'misconfigured', reason: 'the integration has no uri' };
  switch (kind) {
    case 'lambda-proxy':
    case 'lambda':
      return lambdaAnswerer(uri, standing);
    case 'http-proxy':
    case 'http':
      return urlAnswerer(uri, standing);
    case 'service':
      return serviceAnswerer(uri, standing);
  }
}

function serviceAnswerer(uri: string, { backends, stageVariables }: Standing): Answerer {
  const called = serviceUri(fillStageVariables(uri, stageVariables));
  const call = uri.replace(/^arn:[^:]*:apigateway:.*?:(?=[^:]+:(?:action|path)\/)/, '');
  if (called === undefined) return { kind: 'recorded', call };
  const { service, kind, rest } = called;
  const url = `https://${service}.amazonaws.com/${rest}`;
  const standIn = standForService(backends, kind === 'action' ? { service, action: rest } : { service, url });
  return standIn.kind === 'echo' ? { kind: 'recorded', call } : standIn;
}

/** @returns the Lambda authorizers of either kind of API with what answers each. */
export function authorizerAnswerers(
  authorizers: RestApi['authorizers'] | HttpAuthorizer[],
  standing: Standing,
): AnsweredAuthorizer[] {
  return authorizers.flatMap((authorizer) =>
    'uri' in authorizer ? [{ name: authorizer.name, answerer: lambdaAnswerer(authorizer.uri.text, standing) }] : [],
  );
}

function lambdaAnswerer(uri: string, { backends, stageVariables }: Standing): Answerer {
  return standForLambda(backends, functionNameOf(fillStageVariables(uri, stageVariables)));
}

function urlAnswerer(uri: string, { backends, http, stageVariables }: Standing): Answerer {
  return standForHttp(backends, fillStageVariables(uri, stageVariables), http);
}
