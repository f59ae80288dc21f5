import { lastHeader } from '../headers.js';
import { opaqueId, type RoutedRequest } from '../payload/rest-request.js';
import { type Access, allowed, forbidden, nobody, refused } from './access.js';
import type { AuthorizerScope } from './policy-call.js';

/** @param sofar what the authorizer decided */
export type RequireApiKey = (request: RoutedRequest, sofar: Access) => Access;

const BY = 'API key';

/**
 * Opens the check of API keys for methods that ask for one: from `X-API-Key`, or from the Lambda authorizer's answer when
 * the API says so. A key counts when it is in a usage plan of the stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html (RT-KEY-403)
 */
export function openApiKeys({ deployment, settings }: AuthorizerScope): RequireApiKey {
  const { apiKeys, usagePlans = [] } = deployment;
  const known = new Set([...apiKeys, ...usagePlans.flatMap((plan) => plan.apiKeys)]);
  const fromAuthorizer = settings.apiKeySource === 'AUTHORIZER';
  return (request, sofar) => {
    const key = fromAuthorizer ? sofar.caller.usageIdentifierKey : lastHeader(request.sent.headers, 'X-API-Key');
    if (key === undefined) return notAllowed('no API key');
    if (!known.has(key)) return notAllowed('the API key is in no usage plan of the stage');
    return allowed(BY, { ...nobody, identity: { apiKey: key, apiKeyId: opaqueId(key) } });
  };
}

function notAllowed(reason: string): Access {
  return refused(BY, reason, forbidden('INVALID_API_KEY', 'Forbidden'));
}
