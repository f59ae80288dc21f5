import { apiMappingOperations, type HasStage } from './api-mappings.js';
import { apiOperations } from './apis.js';
import { authorizerOperations } from './authorizers.js';
import type { HttpOperation } from './call.js';
import { deploymentOperations } from './deployments.js';
import { domainNameOperations } from './domain-names.js';
import { exportOperations } from './export-api.js';
import { importOperations } from './imports.js';
import { integrationOperations } from './integrations.js';
import { routeOperations } from './routes.js';
import { stageOperations } from './stages.js';
import { tagOperations } from './tags.js';
import { vpcLinkOperations } from './vpc-links.js';
import { webSocketOperations } from './web-sockets.js';

/**
 * The control plane of HTTP APIs (API Gateway v2).
 *
 * @param hasStage of APIs that are no HTTP APIs, for API mappings
 */
export function httpOperations(hasStage: HasStage = () => false): HttpOperation[] {
  return [
    ...apiOperations,
    ...importOperations,
    ...exportOperations,
    ...routeOperations,
    ...integrationOperations,
    ...authorizerOperations,
    ...stageOperations,
    ...deploymentOperations,
    ...domainNameOperations,
    ...apiMappingOperations(hasStage),
    ...vpcLinkOperations,
    ...tagOperations,
    ...webSocketOperations,
  ];
}
