import type { Deployment } from '../gateway.js';
import { lastHeader } from '../headers.js';
import { opaqueId, type RoutedRequest } from '../payload/rest-request.js';
import { type Access, allowed, forbidden, nobody, refused } from './access.js';
import type { ApiSettings } from './settings.js';

/**
 * Checks the API key of a method that asks for one: from `X-API-Key`, or from the Lambda authorizer's answer when the API
 * says so. Quotas and rates of usage plans are not simulated.
 *
 * @param sofar what the authorizer decided
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html (RT-KEY-403)
 */
export function requireApiKey(
  request: RoutedRequest,
  sofar: Access,
  deployment: Deployment,
  settings: ApiSettings,
): Access {
  const by = 'API key';
  const key =
    settings.apiKeySource === 'AUTHORIZER'
      ? sofar.caller.usageIdentifierKey
      : lastHeader(request.sent.headers, 'X-API-Key');
  if (key === undefined) return refused(by, 'no API key', forbidden('INVALID_API_KEY', 'Forbidden'));
  if (!deployment.apiKeys.includes(key)) {
    return refused(by, 'the API key is in no usage plan of the stage', forbidden('INVALID_API_KEY', 'Forbidden'));
  }
  return allowed(by, { ...nobody, identity: { apiKey: key, apiKeyId: opaqueId(key) } });
}
