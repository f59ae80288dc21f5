import type { HttpApi, HttpStage, RestApi } from '../../model/index.js';
import { type LocalSettings, localDeployment } from '../backends/local-deployment.js';
import type { LocalIssuer } from '../backends/tokens.js';
import type { Backends, Gateway } from '../gateway.js';
import { openHttpGateway } from '../http/http-gateway.js';
import { openRestGateway } from '../rest/rest-gateway.js';
import { readSettings } from '../rest/settings.js';
import { missingStageVariables } from '../stage-variables.js';
import {
  type AnsweredAuthorizer,
  type AnsweredRoute,
  authorizerAnswerers,
  httpAnswerers,
  restAnswerers,
  type Standing,
} from './answerers.js';
import { type Mirror, type MirrorBackends, openMirror } from './mirror.js';
import type { PagePlace } from './page.js';
import { httpSampleTokens, restSampleTokens, type SampleToken } from './sample-tokens.js';
import { stageSettings } from './stage-settings.js';

/** A simulated API that listens, and what stands behind it. */
export interface SimulatedApi {
  kind: Gateway['kind'];
  name: string;
  /** Address without a slash at the end. */
  url: string;
  routes: AnsweredRoute[];
  authorizers: AnsweredAuthorizer[];
  tokens: SampleToken[];
  /** Features that the whole API asks for and the simulator lacks. */
  notSimulated: string[];
  /** Names of stage variables that have no value, in addresses and functions. */
  missingVariables: string[];
  /** Absent where requests are not kept. */
  page?: PagePlace;
}

/** A simulated API before it has an address. */
export interface OpenedApi {
  gateway: Gateway;
  /** First segment of the paths it listens at: the stage of a REST API. */
  stagePrefix?: string;
  api: Omit<SimulatedApi, 'url' | 'page' | 'tokens'>;
  /** Asked for when all else is ready: keys take long to make, and requests need not wait. */
  tokens(): Promise<SampleToken[]>;
  /** The API once more, for requests that came to the other one. */
  mirror: Mirror;
  /** See `identityNames`. */
  identityNames: readonly string[];
}

/** What both kinds of API are opened with. */
export interface Surroundings {
  deployment: LocalSettings & { tokens: LocalIssuer };
  standing: Standing;
  backends: Backends;
  /** What a mirror may call. */
  mirrors: MirrorBackends;
  /** Of all APIs that are served. */
  identityNames: readonly string[];
}

/** @throws Failure (`usage`) when the stage has a name that AWS refuses */
export function openRest(api: RestApi, around: Surroundings): OpenedApi {
  const { deployment, standing, backends, mirrors, identityNames } = around;
  const stage = stageSettings(api, deployment.apiKeys);
  const open = (behind: Backends) => openRestGateway(api, behind, { ...localDeployment('rest', deployment), ...stage });
  return {
    gateway: open(backends),
    mirror: openMirror(() => open(mirrors.backends), mirrors.heldBack),
    identityNames,
    tokens: () => restSampleTokens(api, deployment.tokens),
    stagePrefix: deployment.stage,
    api: {
      kind: 'rest',
      name: api.name.text,
      routes: restAnswerers(api, standing),
      authorizers: authorizerAnswerers(api.authorizers, standing),
      notSimulated: readSettings(api, stage).notSimulated,
      missingVariables: missingStageVariables(restUris(api), standing.stageVariables),
    },
  };
}

/** On the stage `$default`, which has no part in paths. @param stage tells the limits of its routes */
export function openHttp(api: HttpApi, around: Surroundings, stage?: HttpStage): OpenedApi {
  const { deployment, standing, backends, mirrors, identityNames } = around;
  const limits = stage && { routeThrottling: stage };
  const open = (behind: Backends) =>
    openHttpGateway(api, behind, { ...localDeployment('http', deployment), ...limits });
  return {
    gateway: open(backends),
    mirror: openMirror(() => open(mirrors.backends), mirrors.heldBack),
    identityNames,
    tokens: () => httpSampleTokens(api, deployment.tokens),
    api: {
      kind: 'http',
      name: api.name.text,
      routes: httpAnswerers(api, standing),
      authorizers: authorizerAnswerers(api.authorizers, standing),
      notSimulated: [],
      missingVariables: missingStageVariables(httpUris(api), standing.stageVariables),
    },
  };
}

function restUris({ operations, authorizers }: RestApi): string[] {
  return [
    ...operations.flatMap(({ integration }) => [integration?.uri, integration?.vpcLink?.id]),
    ...authorizers.map((authorizer) => ('uri' in authorizer ? authorizer.uri : undefined)),
  ].flatMap((uri) => uri?.text ?? []);
}

function httpUris({ routes, authorizers }: HttpApi): string[] {
  return [...routes.map(({ integration }) => integration), ...authorizers].flatMap((one) =>
    'uri' in one ? one.uri.text : [],
  );
}
