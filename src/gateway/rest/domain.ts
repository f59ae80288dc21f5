import type { RestApi } from '../../model/index.js';
import { openMappings, unmappedIsUnsaid } from '../base-path-mappings.js';
import type { Backends, Deployment, Exchange, Gateway, GatewayRequest } from '../gateway.js';
import { refusal, refusedExchange } from '../refusals.js';
import { openRestGateway } from './rest-gateway.js';

/** What the stages of one API differ in. */
export type DeployedStage = Pick<Deployment, 'stage' | 'stageVariables'> &
  Partial<Pick<Deployment, 'apiKeys' | 'usagePlans' | 'methodThrottling' | 'canary'>>;

/** What a base path mapping puts under a custom domain. */
export interface BasePathMapping {
  /** `orders`; empty for whatever no other mapping takes. */
  basePath: string;
  api: RestApi;
  /** Several, where the mapping names no stage: then the segment behind the base path names one. */
  stages: DeployedStage | readonly DeployedStage[];
}

/** Takes a path without what the mapping stands for; `undefined` where no stage has the name. */
type Mapped = (below: string) => { gateway: Gateway; rawPath: string } | undefined;

/**
 * Opens the REST APIs under a custom domain. In events, what the mapping stands for is a part of `path`, and the stage is where it was called
 * (RT-DOM-BASE-STAGE, RT-DOM-BASE-NOSTAGE, RT-DOM-NONE, recorded).
 *
 * @param deployment what the APIs share
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export function openRestDomain(
  mappings: readonly BasePathMapping[],
  backends: Backends,
  deployment: Deployment,
): Gateway {
  const find = openMappings(mappings, (mapping, prefix) => openMapping(mapping, prefix, { backends, deployment }));
  const handle = async (request: GatewayRequest): Promise<Exchange> => {
    const { rawPath } = request;
    const mapping = find(rawPath);
    const found = mapping?.target(mapping.below);
    if (!found) return unmapped(request);
    const exchange = await found.gateway.handle({ ...request, rawPath: found.rawPath });
    return { ...exchange, request, unsupported: [...exchange.unsupported, ...healthCheck(rawPath)] };
  };
  return { kind: 'rest', handle };
}

interface World {
  backends: Backends;
  deployment: Deployment;
}

function openMapping({ api, stages }: BasePathMapping, prefix: string, { backends, deployment }: World): Mapped {
  const open = (stage: DeployedStage, basePath: string) =>
    openRestGateway(api, backends, { ...deployment, ...stage, basePath });
  if (!isList(stages)) {
    const gateway = open(stages, prefix);
    return (below) => ({ gateway, rawPath: below === '' ? '/' : below });
  }
  const named = new Map(stages.map((one) => [one.stage, open(one, `${prefix}/${one.stage}`)]));
  return (below) => {
    const [, stage = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(below) ?? [];
    const gateway = named.get(stage);
    return gateway && { gateway, rawPath: rest === '' ? '/' : rest };
  };
}

function isList(stages: BasePathMapping['stages']): stages is readonly DeployedStage[] {
  return Array.isArray(stages);
}

/** How it looks where nothing is mapped, or no stage has the name, is not documented (U). */
function unmapped(request: GatewayRequest): Exchange {
  const response = refusal(403, 'Forbidden', [['x-amzn-ErrorType', 'ForbiddenException']]);
  return { ...refusedExchange(request, response), unsupported: [unmappedIsUnsaid] };
}

/** AWS keeps these paths for itself; what it answers there is not documented (RT-ROUTE-PING). */
function healthCheck(rawPath: string): string[] {
  return rawPath === '/ping' || rawPath === '/sping' ? [`custom domain: AWS keeps ${rawPath} for health checks`] : [];
}
