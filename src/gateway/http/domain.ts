import type { HttpApi } from '../../model/index.js';
import { openMappings, unmappedIsUnsaid } from '../base-path-mappings.js';
import type { Backends, Deployment, Gateway, GatewayRequest } from '../gateway.js';
import { withHeader } from '../headers.js';
import { refusedExchange } from '../refusals.js';
import { forbidden } from './errors.js';
import { openHttpGateway } from './http-gateway.js';
import type { DeployedStage } from './stages.js';

/** What an API mapping puts under a custom domain. */
export interface ApiMapping {
  /** `orders/v1`; empty for whatever no other mapping takes. */
  basePath: string;
  api: HttpApi;
  stage: DeployedStage;
}

/** RT-DOM-HTTP: two reports contradict each other. */
const unsaid =
  'custom domain: AWS does not document that the base path of the mapping stays in paths, and the stage does not';

/**
 * Opens the HTTP APIs under a custom domain. The base path stays in the paths that backends see, in the place that
 * the stage has on the default endpoint (RT-DOM-HTTP, U: every exchange says so).
 *
 * @param deployment what the APIs share
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html
 */
export function openHttpDomain(mappings: readonly ApiMapping[], backends: Backends, deployment: Deployment): Gateway {
  const { routeThrottling: _, ...shared } = deployment;
  const find = openMappings(mappings, ({ api, stage }, basePath) =>
    openHttpGateway(api, backends, { ...shared, ...stage, basePath }),
  );
  return {
    kind: 'http',
    async handle(request) {
      const found = find(request.rawPath);
      if (!found) return unmapped(request, deployment);
      const exchange = await found.target.handle({ ...request, rawPath: found.below === '' ? '/' : found.below });
      return { ...exchange, request, unsupported: [...exchange.unsupported, unsaid] };
    },
  };
}

function unmapped(request: GatewayRequest, deployment: Deployment) {
  const response = forbidden();
  const headers = withHeader(response.headers, 'apigw-requestid', deployment.requestId());
  return { ...refusedExchange(request, { ...response, headers }), unsupported: [unmappedIsUnsaid] };
}
