import { isObject, type Json, type JsonObject } from '../../model/index.js';

/** Names of the integration extension, by the names of the control plane (XI-*). */
const ofIntegration: Record<string, string> = {
  integrationSubtype: 'integrationSubtype',
  integrationMethod: 'httpMethod',
  integrationUri: 'uri',
  connectionType: 'connectionType',
  connectionId: 'connectionId',
  credentialsArn: 'credentials',
  tlsConfig: 'tlsConfig',
  requestParameters: 'requestParameters',
  responseParameters: 'responseParameters',
  payloadFormatVersion: 'payloadFormatVersion',
  timeoutInMillis: 'timeoutInMillis',
};

/** Names of the authorizer extension, likewise (XA-*). */
const ofAuthorizer: Record<string, string> = {
  authorizerUri: 'authorizerUri',
  authorizerCredentialsArn: 'authorizerCredentials',
  authorizerPayloadFormatVersion: 'authorizerPayloadFormatVersion',
  authorizerResultTtlInSeconds: 'authorizerResultTtlInSeconds',
  enableSimpleResponses: 'enableSimpleResponses',
  jwtConfiguration: 'jwtConfiguration',
};

/** @returns an integration of the control plane as `x-amazon-apigateway-integration` */
export function integrationExtension(integration: JsonObject): JsonObject {
  return { type: integration['integrationType'], ...renamed(integration, ofIntegration) };
}

/** @returns an authorizer of the control plane as the security scheme that makes it (IS-JWT, IS-LAM) */
export function authorizerScheme(authorizer: JsonObject): JsonObject {
  const { identitySource: sources } = authorizer;
  const extension = {
    type: String(authorizer['authorizerType']).toLowerCase(),
    ...(Array.isArray(sources) && sources.length > 0 && { identitySource: sources.join(', ') }),
    ...renamed(authorizer, ofAuthorizer),
  };
  const scheme =
    authorizer['authorizerType'] === 'JWT'
      ? { type: 'oauth2', flows: {} }
      : { type: 'apiKey', name: headerOf(sources), in: 'header' };
  return { ...scheme, 'x-amazon-apigateway-authorizer': extension };
}

/** What the scheme itself names has no effect in an HTTP API (IS-LAM); the first header is what a reader would expect. */
function headerOf(sources: Json | undefined): string {
  const first = Array.isArray(sources)
    ? sources.find((source) => /^\$request\.header\./.test(String(source)))
    : undefined;
  return first === undefined ? 'Unused' : String(first).replace('$request.header.', '');
}

function renamed(resource: JsonObject, names: Record<string, string>): JsonObject {
  return Object.fromEntries(
    Object.entries(names).flatMap(([from, to]) => {
      const value = resource[from];
      return value === undefined || (isObject(value) && Object.keys(value).length === 0) ? [] : [[to, value]];
    }),
  );
}
