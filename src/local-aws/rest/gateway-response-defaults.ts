import type { GatewayResponseItem } from './control-plane.js';

/** Types and their statuses, in the order of GetGatewayResponses (recorded). */
const statuses = {
  ACCESS_DENIED: '403',
  API_CONFIGURATION_ERROR: '500',
  AUTHORIZER_CONFIGURATION_ERROR: '500',
  AUTHORIZER_FAILURE: '500',
  BAD_REQUEST_BODY: '400',
  BAD_REQUEST_PARAMETERS: '400',
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: '403',
  INTEGRATION_FAILURE: '504',
  INTEGRATION_TIMEOUT: '504',
  INVALID_API_KEY: '403',
  INVALID_SIGNATURE: '403',
  MISSING_AUTHENTICATION_TOKEN: '403',
  QUOTA_EXCEEDED: '429',
  REQUEST_TOO_LARGE: '413',
  RESOURCE_NOT_FOUND: '404',
  THROTTLED: '429',
  UNAUTHORIZED: '401',
  UNSUPPORTED_MEDIA_TYPE: '415',
  WAF_FILTERED: '403',
} as const;

export type GatewayResponseType = keyof typeof statuses;

// Keys of an object literal are its own.
export const gatewayResponseTypes = Object.keys(statuses) as GatewayResponseType[];

const template = { 'application/json': '{"message":$context.error.messageString}' };

/** @returns a gateway response as it is shown: as it is set, else as the default of its class is, else AWS's own (recorded) */
export function shownResponse(type: GatewayResponseType, set: readonly GatewayResponseItem[]) {
  const own = set.find(({ responseType }) => responseType === type);
  if (own) return { ...complete(type, own), defaultResponse: false };
  const fallback = set.find(({ responseType }) => responseType === defaultOf(type));
  return { ...complete(type, fallback), defaultResponse: true };
}

function defaultOf(type: GatewayResponseType): string | undefined {
  const status = statuses[type];
  if (status === undefined) return undefined;
  return status < '500' ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
}

function complete(responseType: GatewayResponseType, set: GatewayResponseItem | undefined) {
  const statusCode = set?.statusCode ?? statuses[responseType];
  const templates = set?.responseTemplates ?? {};
  return {
    responseType,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters: set?.responseParameters ?? {},
    responseTemplates: Object.keys(templates).length > 0 ? templates : template,
  };
}
