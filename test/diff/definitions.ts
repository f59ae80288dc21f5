import type { Caller } from '../../src/diff/caller.js';
import type { RestApi } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';

/** Reads paths (and what stands beside them) as a REST API; every method without an integration gets a Lambda proxy. */
export async function restApi(parts: Record<string, unknown>): Promise<RestApi> {
  const root = { swagger: '2.0', info: { title: 'Shop', version: '1' }, ...parts };
  return readRestApi(parseDocument({ file: 'shop.json', text: JSON.stringify(root) }));
}

export const lambda = {
  'x-amazon-apigateway-integration': {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:shop/invocations',
  },
};

export const mock = { 'x-amazon-apigateway-integration': { type: 'mock' } };

/** One scheme of each kind. */
export const schemes = {
  token: authorizer('custom', {
    type: 'token',
    authorizerUri:
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:guard/invocations',
    identityValidationExpression: '^Bearer [-\\w]+$',
  }),
  users: authorizer('cognito_user_pools', {
    type: 'cognito_user_pools',
    providerARNs: ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc'],
  }),
  sigv4: { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' },
  key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
};

function authorizer(authtype: string, extension: Record<string, unknown>) {
  return {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': authtype,
    'x-amazon-apigateway-authorizer': extension,
  };
}

/** Signs by writing the claims down. */
export const caller: Caller = {
  apiKey: 'key-of-the-usage-plan',
  sign: async (issuer, claims) => JSON.stringify({ iss: issuer, ...claims }),
  tokens: { users: { issuer: 'https://issuer.example', client: 'app-1' } },
};
