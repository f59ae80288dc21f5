import { accountOperations } from './operations/account.js';
import { apiKeyOperations } from './operations/api-keys.js';
import { authorizerOperations } from './operations/authorizers.js';
import { basePathMappingOperations } from './operations/base-path-mappings.js';
import { deploymentOperations } from './operations/deployments.js';
import { documentationPartOperations } from './operations/documentation-parts.js';
import { domainNameOperations } from './operations/domain-names.js';
import { exportOperations } from './operations/exports.js';
import { gatewayResponseOperations } from './operations/gateway-responses.js';
import { importOperations } from './operations/imports.js';
import { integrationResponseOperations } from './operations/integration-responses.js';
import { integrationOperations } from './operations/integrations.js';
import { methodResponseOperations } from './operations/method-responses.js';
import { methodOperations } from './operations/methods.js';
import { modelOperations } from './operations/models.js';
import { requestValidatorOperations } from './operations/request-validators.js';
import { resourceOperations } from './operations/resources.js';
import { restApiOperations } from './operations/rest-apis.js';
import { stageOperations } from './operations/stages.js';
import { tagOperations } from './operations/tags.js';
import { usagePlanKeyOperations } from './operations/usage-plan-keys.js';
import { usagePlanOperations } from './operations/usage-plans.js';
import { vpcLinkOperations } from './operations/vpc-links.js';
import type { RestOperation } from './rest-operation.js';

/**
 * The control plane of REST APIs, as far as the endpoint has it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export const restOperations: readonly RestOperation[] = [
  ...importOperations,
  ...restApiOperations,
  ...resourceOperations,
  ...methodOperations,
  ...methodResponseOperations,
  ...integrationOperations,
  ...integrationResponseOperations,
  ...modelOperations,
  ...authorizerOperations,
  ...requestValidatorOperations,
  ...gatewayResponseOperations,
  ...documentationPartOperations,
  ...deploymentOperations,
  ...stageOperations,
  ...exportOperations,
  ...usagePlanOperations,
  ...usagePlanKeyOperations,
  ...apiKeyOperations,
  ...domainNameOperations,
  ...basePathMappingOperations,
  ...vpcLinkOperations,
  ...tagOperations,
  ...accountOperations,
];
