import { convert } from '../../src/convert/convert.js';
import {
  type Conversion,
  type Decisions,
  type JsonObject,
  type LedgerEntry,
  noDecisions,
} from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';

export const lambdaUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111122223333:function:orders/invocations';

/** A Lambda proxy, with more properties if wanted. */
export function lambda(more: JsonObject = {}): JsonObject {
  return { type: 'aws_proxy', httpMethod: 'POST', uri: lambdaUri, ...more };
}

/** A public HTTP proxy. */
export function httpProxy(more: JsonObject = {}): JsonObject {
  return { type: 'http_proxy', httpMethod: 'GET', uri: 'https://backend.example.com/v2', ...more };
}

/** A preflight mock that allows one origin. */
export function preflight(origin: string, more: Record<string, string> = {}): JsonObject {
  const headers = { Origin: origin, Methods: 'GET,OPTIONS', Headers: 'Content-Type', ...more };
  return {
    responses: {},
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: {
        default: {
          statusCode: '200',
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [
              `method.response.header.Access-Control-Allow-${name}`,
              `'${value}'`,
            ]),
          ),
        },
      },
    },
  };
}

/** A method with an integration. */
export function method(integration: JsonObject, more: JsonObject = {}): JsonObject {
  return { responses: {}, 'x-amazon-apigateway-integration': integration, ...more };
}

/** Security schemes by name: a TOKEN and a Cognito authorizer, IAM, an API key. */
export const securitySchemes: JsonObject = {
  token: scheme('Authorization', { type: 'token', authorizerUri: lambdaUri }),
  cognito: scheme('Authorization', {
    type: 'cognito_user_pools',
    providerARNs: ['arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_pool'],
  }),
  sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
  api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
  bearer: { type: 'http', scheme: 'bearer' },
};

export function scheme(name: string, authorizer: JsonObject): JsonObject {
  return { type: 'apiKey', name, in: 'header', 'x-amazon-apigateway-authorizer': authorizer };
}

/** Converts a definition with these paths; `more` goes to the root. */
export async function converted(
  paths: JsonObject,
  decisions: Partial<Decisions> = {},
  more: JsonObject = {},
): Promise<Conversion> {
  const root = {
    openapi: '3.0.1',
    info: { title: 'orders', version: '1' },
    paths,
    components: { securitySchemes },
    ...more,
  };
  const { api } = await readRestDefinition({ file: 'api.json', text: JSON.stringify(root) });
  return convert(api, { ...noDecisions(), ...decisions });
}

/** @returns the entries of a rule */
export function entriesOf({ ledger }: Conversion, rule: LedgerEntry['rule']): LedgerEntry[] {
  return ledger.filter((entry) => entry.rule === rule);
}

/** @returns the route keys of the HTTP API */
export function keysOf({ httpApi }: Conversion): string[] {
  return httpApi.routes.map(({ key }) => (key === '$default' ? key : `${key.method} ${key.path}`));
}
