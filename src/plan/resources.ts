import type {
  Cors,
  HttpApi,
  HttpAuthorizer,
  HttpIntegration,
  HttpRoute,
  Json,
  RouteAuthorization,
} from '../model/index.js';
import { httpRouteKey, requestMappings } from '../model/index.js';

/** What an import makes, with the names that API Gateway itself reports (GetApi, GetAuthorizers, GetIntegrations). */
export interface ImportResources {
  api: ApiResource;
  authorizers: AuthorizerResource[];
  integrations: IntegrationResource[];
  routes: RouteResource[];
}

export interface ApiResource {
  name: string;
  description?: string;
  version?: string;
  protocolType: 'HTTP';
  routeSelectionExpression: '${request.method} ${request.path}';
  disableExecuteApiEndpoint: boolean;
  corsConfiguration?: Cors;
}

export interface AuthorizerResource {
  name: string;
  authorizerType: 'REQUEST' | 'JWT';
  identitySource: string[];
  [property: string]: Json;
}

export interface IntegrationResource {
  /** Our own number; AWS gives out ids of its own. */
  id: string;
  integrationType: 'AWS_PROXY' | 'HTTP_PROXY';
  connectionType: 'INTERNET' | 'VPC_LINK';
  payloadFormatVersion: '1.0' | '2.0';
  timeoutInMillis: number;
  requestParameters: Record<string, string>;
  [property: string]: Json;
}

export interface RouteResource {
  key: string;
  /** `UNKNOWN`: it names an authorizer that the definition does not have. */
  authorization: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'JWT' | 'UNKNOWN';
  /** Name of the authorizer; absent where there is none. */
  authorizer?: string;
  scopes: string[];
  /** The `id` of an integration above. */
  integration: string;
}

/** @returns what ImportApi makes of an HTTP API; routes with the same integration object share one. */
export function resourcesOf(api: HttpApi): ImportResources {
  const ids = new Map<HttpIntegration, string>();
  for (const { integration } of api.routes) {
    if (!ids.has(integration)) ids.set(integration, `integration-${ids.size + 1}`);
  }
  return {
    api: apiResource(api),
    authorizers: api.authorizers.map(authorizerResource),
    integrations: [...ids].map(([integration, id]) => integrationResource(integration, id)),
    routes: api.routes.map((route) => routeResource(route, api, ids.get(route.integration) ?? '')),
  };
}

function apiResource({ name, description, version, cors, disableExecuteApiEndpoint }: HttpApi): ApiResource {
  return {
    name: name.text,
    ...(description && { description: description.text }),
    ...(version && { version: version.text }),
    protocolType: 'HTTP',
    routeSelectionExpression: '${request.method} ${request.path}',
    disableExecuteApiEndpoint: disableExecuteApiEndpoint ?? false,
    ...(cors && { corsConfiguration: cors }),
  };
}

function authorizerResource(authorizer: HttpAuthorizer): AuthorizerResource {
  switch (authorizer.kind) {
    case 'jwt':
      return {
        name: authorizer.name,
        authorizerType: 'JWT',
        identitySource: [authorizer.identitySource],
        jwtConfiguration: { issuer: authorizer.issuer.text, audience: authorizer.audience.map(({ text }) => text) },
      };
    case 'request':
      return {
        name: authorizer.name,
        authorizerType: 'REQUEST',
        identitySource: authorizer.identitySources,
        authorizerUri: authorizer.uri.text,
        ...(authorizer.credentials && { authorizerCredentialsArn: authorizer.credentials.text }),
        authorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
        ...(authorizer.ttl !== undefined && { authorizerResultTtlInSeconds: authorizer.ttl }),
        enableSimpleResponses: authorizer.enableSimpleResponses,
      };
  }
}

function integrationResource(integration: HttpIntegration, id: string): IntegrationResource {
  const { credentials, timeoutInMillis } = integration;
  const shared = {
    payloadFormatVersion: '1.0' as const,
    timeoutInMillis,
    ...(credentials && { credentialsArn: credentials.text }),
    requestParameters: requestMappings(integration),
  };
  switch (integration.kind) {
    case 'lambda':
      return {
        id,
        integrationType: 'AWS_PROXY',
        integrationMethod: 'POST',
        integrationUri: integration.uri.text,
        connectionType: 'INTERNET',
        ...shared,
        payloadFormatVersion: integration.payloadFormatVersion,
        responseParameters: integration.responseParameters,
      };
    case 'http-proxy':
      return {
        id,
        integrationType: 'HTTP_PROXY',
        integrationMethod: integration.method,
        integrationUri: integration.uri.text,
        connectionType: integration.vpcLinkId ? 'VPC_LINK' : 'INTERNET',
        ...(integration.vpcLinkId && { connectionId: integration.vpcLinkId.text }),
        ...(integration.serverNameToVerify !== undefined && {
          tlsConfig: { serverNameToVerify: integration.serverNameToVerify },
        }),
        ...shared,
        responseParameters: integration.responseParameters,
      };
    case 'service':
      return {
        id,
        integrationType: 'AWS_PROXY',
        integrationSubtype: integration.subtype,
        connectionType: 'INTERNET',
        ...shared,
      };
  }
}

function routeResource(route: HttpRoute, api: HttpApi, integration: string): RouteResource {
  const { authorization } = route;
  return {
    key: httpRouteKey(route.key),
    authorization: authorizationType(authorization, api),
    ...(authorization.kind === 'authorizer' && { authorizer: authorization.name }),
    scopes: authorization.kind === 'authorizer' ? authorization.scopes : [],
    integration,
  };
}

function authorizationType(authorization: RouteAuthorization, api: HttpApi): RouteResource['authorization'] {
  switch (authorization.kind) {
    case 'none':
      return 'NONE';
    case 'iam':
      return 'AWS_IAM';
    case 'authorizer': {
      const authorizer = api.authorizers.find(({ name }) => name === authorization.name);
      if (authorizer === undefined) return 'UNKNOWN';
      return authorizer.kind === 'jwt' ? 'JWT' : 'CUSTOM';
    }
  }
}
