import { below, type HttpIntegration, type HttpRoute, type JsonObject, type Templated } from '../../../model/index.js';
import { groupBy } from '../../groups.js';
import { quotas } from '../limits.js';

/** A route with its integration as the document has it: in full, or as a reference to a shared one. */
export interface WrittenRoute {
  route: HttpRoute;
  integration: JsonObject;
}

/**
 * Writes the integrations. ImportApi makes one per route, and an HTTP API may have 300 (Q-INTEG, cannot be raised), so
 * beyond that equal ones are shared through `components.x-amazon-apigateway-integrations` (XT-INTS).
 */
export function shareIntegrations(routes: HttpRoute[]): { routes: WrittenRoute[]; shared: JsonObject } {
  const written = routes.map((route) => ({ route, integration: writeIntegration(route.integration) }));
  if (routes.length <= quotas.integrations) return { routes: written, shared: {} };
  const groups = groupBy(written, ({ integration }) => JSON.stringify(integration));
  const names = namesOf(groups);
  const shared = [...groups].flatMap(([text, [first]]) => {
    const name = names.get(text);
    return name === undefined || first === undefined ? [] : [[name, first.integration] as const];
  });
  return {
    routes: written.map((one) => ({
      ...one,
      integration: referenceTo(names.get(JSON.stringify(one.integration))) ?? one.integration,
    })),
    shared: Object.fromEntries(shared),
  };
}

function namesOf(groups: Map<string, WrittenRoute[]>): Map<string, string> {
  const repeated = [...groups].filter(([, { length }]) => length > 1);
  const digits = String(repeated.length).length;
  return new Map(repeated.map(([text], index) => [text, `integration-${String(index + 1).padStart(digits, '0')}`]));
}

function referenceTo(name: string | undefined): JsonObject | undefined {
  return name === undefined ? undefined : { $ref: `#${below('/components/x-amazon-apigateway-integrations', name)}` };
}

/** @returns the integration extension, in the letter case of AWS's samples for HTTP APIs (XI-TYPE, XI-PFV). */
function writeIntegration(integration: HttpIntegration): JsonObject {
  switch (integration.kind) {
    case 'lambda':
      return {
        type: 'AWS_PROXY',
        httpMethod: 'POST',
        uri: integration.uri.raw,
        connectionType: 'INTERNET',
        payloadFormatVersion: integration.payloadFormatVersion,
        ...writeShared(integration),
        ...writeResponseParameters(integration.responseParameters),
      };
    case 'http-proxy':
      return {
        type: 'HTTP_PROXY',
        httpMethod: integration.method,
        uri: integration.uri.raw,
        ...(integration.vpcLinkId
          ? { connectionType: 'VPC_LINK', connectionId: integration.vpcLinkId.raw }
          : { connectionType: 'INTERNET' }),
        ...(integration.serverNameToVerify !== undefined && {
          tlsConfig: { serverNameToVerify: integration.serverNameToVerify },
        }),
        payloadFormatVersion: '1.0',
        ...writeShared(integration),
        ...writeResponseParameters(integration.responseParameters),
      };
    case 'service':
      return {
        type: 'AWS_PROXY',
        integrationSubtype: integration.subtype,
        connectionType: 'INTERNET',
        payloadFormatVersion: '1.0',
        ...writeShared({ ...integration, requestParameters: rawValues(integration.arguments) }),
      };
  }
}

function rawValues(values: Record<string, Templated>): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, { raw }]) => [name, raw]));
}

type Shared = Pick<HttpIntegration, 'credentials' | 'timeoutInMillis'> & { requestParameters: JsonObject };

function writeShared({ credentials, timeoutInMillis, requestParameters }: Shared): JsonObject {
  return {
    timeoutInMillis,
    ...(credentials && { credentials: credentials.raw }),
    ...(Object.keys(requestParameters).length > 0 && { requestParameters }),
  };
}

function writeResponseParameters(responseParameters: Record<string, Record<string, string>>): JsonObject {
  return Object.keys(responseParameters).length > 0 ? { responseParameters } : {};
}
