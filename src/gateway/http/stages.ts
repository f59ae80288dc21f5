import type { HttpApi } from '../../model/index.js';
import type { Backends, Deployment, Gateway, GatewayRequest } from '../gateway.js';
import { withHeader } from '../headers.js';
import { refusedExchange } from '../refusals.js';
import { notFound } from './errors.js';
import { openHttpGateway } from './http-gateway.js';

/** What the stages of one API differ in. */
export type DeployedStage = Pick<Deployment, 'stage' | 'stageVariables' | 'routeThrottling'>;

/** First path segment and the rest. Slashes in front count as one (RT-PATH-DOUBLE-STAGE is not known for HTTP APIs: I). */
const FIRST_SEGMENT = /^\/+([^/]*)(.*)$/s;

/**
 * Opens an API with all of its stages. The first segment of the path that names a stage is taken off; any other path goes to
 * the stage `$default`; without that one the answer is 404 (FE-ST-NAME, RT-ROUTE-STAGE-UNKNOWN). Each stage has authorizer
 * caches and throttling of its own.
 *
 * @param deployment what the stages share
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
 */
export function openHttpStages(
  api: HttpApi,
  backends: Backends,
  deployment: Deployment,
  stages: readonly DeployedStage[],
): Gateway {
  const { routeThrottling: _, ...shared } = deployment;
  const opened = stages.map((one) => [one.stage, openHttpGateway(api, backends, { ...shared, ...one })] as const);
  const named = new Map(opened.filter(([stage]) => stage !== '$default'));
  const byDefault = opened.find(([stage]) => stage === '$default')?.[1];
  return {
    kind: 'http',
    async handle(request) {
      const [, first = '', rest = ''] = FIRST_SEGMENT.exec(request.rawPath) ?? [];
      const stage = named.get(first);
      if (stage) return { ...(await stage.handle({ ...request, rawPath: rest === '' ? '/' : rest })), request };
      return byDefault ? byDefault.handle(request) : noStage(request, deployment);
    },
  };
}

function noStage(request: GatewayRequest, deployment: Deployment) {
  const response = notFound();
  const headers = withHeader(response.headers, 'apigw-requestid', deployment.requestId());
  return refusedExchange(request, { ...response, headers });
}
