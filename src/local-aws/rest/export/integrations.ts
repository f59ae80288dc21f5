import type { JsonObject } from '../../../model/index.js';
import type { IntegrationItem, IntegrationResponseItem } from '../control-plane.js';

/** @returns `x-amazon-apigateway-integration`: names in lower case (GE-INT-TYPE), without what is AWS's default (GE-INT-DEF) */
export function writeIntegration(integration: IntegrationItem, resourceId: string): JsonObject {
  const { type, credentials, httpMethod, uri, requestParameters, requestTemplates } = integration;
  return {
    type: type.toLowerCase(),
    ...(credentials !== undefined && { credentials }),
    ...(httpMethod !== undefined && { httpMethod }),
    ...(uri !== undefined && { uri }),
    ...connectionOf(integration),
    ...unlessEmpty('responses', writeResponses(integration.integrationResponses ?? {})),
    ...unlessEmpty('requestParameters', requestParameters ?? {}),
    ...unlessEmpty('requestTemplates', requestTemplates ?? {}),
    passthroughBehavior: integration.passthroughBehavior.toLowerCase(),
    ...settingsOf(integration, resourceId),
  };
}

function connectionOf({ connectionType, connectionId, integrationTarget }: IntegrationItem): JsonObject {
  if (connectionType !== 'VPC_LINK') return {};
  return {
    connectionType,
    ...(connectionId !== undefined && { connectionId }),
    ...(integrationTarget !== undefined && { integrationTarget }),
  };
}

function settingsOf(integration: IntegrationItem, resourceId: string): JsonObject {
  const { timeoutInMillis, cacheNamespace, cacheKeyParameters, contentHandling, tlsConfig } = integration;
  const { responseTransferMode } = integration;
  return {
    ...(timeoutInMillis !== 29_000 && { timeoutInMillis }),
    ...(cacheNamespace !== resourceId && { cacheNamespace }),
    ...(cacheKeyParameters.length > 0 && { cacheKeyParameters }),
    ...(contentHandling !== undefined && { contentHandling }),
    ...(tlsConfig && { tlsConfig }),
    ...(responseTransferMode !== undefined && { responseTransferMode }),
  };
}

/** By pattern; the one without a pattern is the default (recorded). */
function writeResponses(responses: Record<string, IntegrationResponseItem>): JsonObject {
  return Object.fromEntries(
    Object.values(responses).map(({ selectionPattern, ...response }) => [
      selectionPattern || 'default',
      {
        statusCode: response.statusCode,
        ...unlessEmpty('responseParameters', response.responseParameters ?? {}),
        ...unlessEmpty('responseTemplates', response.responseTemplates ?? {}),
        ...(response.contentHandling !== undefined && { contentHandling: response.contentHandling }),
      },
    ]),
  );
}

function unlessEmpty(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length > 0 ? { [key]: value } : {};
}
