import {
  type Cors,
  type HttpApi,
  type HttpAuthorizer,
  type HttpIntegration,
  type HttpRoute,
  type HttpRouteKey,
  type Json,
  type JsonObject,
  type Method,
  plain,
  type RouteAuthorization,
} from '../../src/model/index.js';
import { readHttpApi } from '../../src/openapi/http/read-http-api.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { Unsupported } from './case.js';
import { documentText } from './document.js';
import { entriesOf, listOf, objectOf, textOf, textsOf } from './values.js';

/** @returns the HTTP API of a case: an imported definition, or what the control plane reports */
export function httpApiOf(api: JsonObject): HttpApi {
  switch (api['format']) {
    case 'openapi-import-http':
      return readHttpApi(parseDocument({ file: 'the case', text: documentText(api['document']) })).httpApi;
    case 'http-control-plane':
      return reported(api);
    default:
      throw new Unsupported(`API as ${textOf(api['format'])}`);
  }
}

function reported(api: JsonObject): HttpApi {
  const { name, corsConfiguration } = objectOf(api['api']);
  return {
    name: plain(textOf(name)),
    ...(corsConfiguration !== undefined && { cors: corsOf(objectOf(corsConfiguration)) }),
    authorizers: entriesOf(api['authorizers']).map(([key, item]) => authorizer(key, objectOf(item))),
    routes: listOf(api['routes']).map((route) => routeOf(objectOf(route), objectOf(api['integrations']))),
  };
}

function corsOf(cors: JsonObject): Cors {
  const texts = (key: string) => listOf(cors[key]).map(textOf);
  return {
    allowOrigins: texts('allowOrigins'),
    allowMethods: texts('allowMethods'),
    allowHeaders: texts('allowHeaders'),
    exposeHeaders: texts('exposeHeaders'),
    allowCredentials: cors['allowCredentials'] === true,
    ...(typeof cors['maxAge'] === 'number' && { maxAge: cors['maxAge'] }),
  };
}

function authorizer(name: string, item: JsonObject): HttpAuthorizer {
  const identitySources = listOf(item['identitySource']).map(textOf);
  if (item['authorizerType'] === 'JWT') {
    const { issuer, audience } = objectOf(item['jwtConfiguration']);
    return {
      ...{ kind: 'jwt', name, identitySource: identitySources[0] ?? '', issuer: plain(textOf(issuer)) },
      audience: listOf(audience).map((one) => plain(textOf(one))),
    };
  }
  const ttl = item['authorizerResultTtlInSeconds'];
  return {
    ...{ kind: 'request', name, uri: plain(textOf(item['authorizerUri'])), identitySources },
    payloadFormatVersion: formatOf(item['authorizerPayloadFormatVersion']),
    enableSimpleResponses: item['enableSimpleResponses'] === true,
    ...(typeof ttl === 'number' && { ttl }),
  };
}

function formatOf(value: Json | undefined): '1.0' | '2.0' {
  return Number(value ?? 1) === 2 ? '2.0' : '1.0';
}

function routeOf(route: JsonObject, integrations: JsonObject): HttpRoute {
  const target = textOf(route['target']);
  if (integrations[target] === undefined) throw new Unsupported(`a route to ${target}, which the case does not have`);
  return {
    key: keyOf(textOf(route['routeKey'])),
    authorization: authorizationOf(route),
    integration: integrationOf(objectOf(integrations[target])),
  };
}

function keyOf(text: string): HttpRouteKey {
  const [method = '', path = ''] = text.split(' ');
  // A case has the verbs that AWS took.
  return text === '$default' ? text : { method: method as Method, path };
}

function authorizationOf({ authorizationType, authorizer: name, authorizationScopes }: JsonObject): RouteAuthorization {
  if (authorizationType === 'AWS_IAM') return { kind: 'iam' };
  if (name === undefined || authorizationType === 'NONE') return { kind: 'none' };
  return { kind: 'authorizer', name: textOf(name), scopes: listOf(authorizationScopes).map(textOf) };
}

function integrationOf(item: JsonObject): HttpIntegration {
  const timeoutInMillis = Number(item['timeoutInMillis'] ?? 30_000);
  const requestParameters = textsOf(item['requestParameters']);
  const responseParameters = Object.fromEntries(
    entriesOf(item['responseParameters']).map(([status, mappings]) => [status, textsOf(mappings)]),
  );
  const shared = { timeoutInMillis, requestParameters };
  const uri = plain(textOf(item['integrationUri']));
  if (item['integrationSubtype'] !== undefined) {
    const values = Object.entries(requestParameters).map(([name, text]) => [name, plain(text)]);
    const subtype = textOf(item['integrationSubtype']);
    return { kind: 'service', subtype, timeoutInMillis, arguments: Object.fromEntries(values) };
  }
  if (item['integrationType'] === 'AWS_PROXY') {
    return {
      kind: 'lambda',
      uri,
      payloadFormatVersion: formatOf(item['payloadFormatVersion']),
      ...shared,
      responseParameters,
    };
  }
  return {
    ...{ kind: 'http-proxy', uri, method: textOf(item['integrationMethod'] ?? 'ANY') },
    ...(item['connectionId'] !== undefined && { vpcLinkId: plain(textOf(item['connectionId'])) }),
    ...shared,
    responseParameters,
  };
}
