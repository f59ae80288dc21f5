import type {
  BackendDecision,
  HttpApi,
  HttpAuthorizer,
  HttpIntegration,
  Integration,
  Requirement,
  RestApi,
  RouteAuthorization,
} from '../../model/index.js';
import { httpRouteKey, routeKey } from '../../model/index.js';
import { functionNameOf } from '../function-name.js';
import { fillStageVariables } from '../stage-variables.js';
import { type StandIn, standForHttp, standForLambda } from './backends.js';

/** What answers in place of a backend, or why nothing does. */
export type Answerer = StandIn | { kind: 'mock' } | { kind: 'not-simulated'; what: string };

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

/** What the user decided about backends. */
export interface Standing {
  decisions: readonly BackendDecision[];
  http: 'echo' | 'upstream';
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
      return { kind: 'not-simulated', what: integration.subtype };
  }
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

function restAnswerer(integration: Integration | undefined, standing: Standing): Answerer {
  if (!integration) return { kind: 'not-simulated', what: 'no integration' };
  if (integration.type === 'mock') return { kind: 'mock' };
  const uri = integration.uri?.text ?? '';
  switch (integration.target.kind) {
    case 'lambda':
      return lambdaAnswerer(uri, standing);
    case 'url':
      return urlAnswerer(uri, standing);
    case 'service':
      return { kind: 'not-simulated', what: integration.target.service };
    case 'none':
      return { kind: 'not-simulated', what: 'no uri' };
    case 'opaque':
      return integration.type.startsWith('http') ? urlAnswerer(uri, standing) : lambdaAnswerer(uri, standing);
  }
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

function lambdaAnswerer(uri: string, { decisions, stageVariables }: Standing): Answerer {
  return standForLambda(decisions, functionNameOf(fillStageVariables(uri, stageVariables)));
}

function urlAnswerer(uri: string, { decisions, http, stageVariables }: Standing): Answerer {
  return standForHttp(decisions, fillStageVariables(uri, stageVariables), http);
}
