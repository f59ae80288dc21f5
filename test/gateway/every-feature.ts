import type { Backends, Gateway, TokenVerifier } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import { type HttpAuthorizer, type HttpRoute, type Operation, plain } from '../../src/model/index.js';
import { behind, api as httpApi, deployment as httpDeployment, lambda, proxy, route } from './http/opened.js';
import {
  byAuthorizer,
  httpProxy,
  integration,
  lambdaAuthorizer,
  mock,
  operation,
  restApi,
  deployment as restDeployment,
  template,
} from './rest/samples.js';

/** Takes every token that has three parts and a JSON object in the middle. */
const tokens: TokenVerifier = {
  async verify(token) {
    try {
      const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
      return { kind: 'valid', claims: { ...claims, aud: 'web' } };
    } catch {
      return { kind: 'invalid', reason: 'malformed' };
    }
  },
};

const guard: HttpAuthorizer = {
  kind: 'request',
  name: 'guard',
  uri: plain('guard'),
  payloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  identitySources: ['$request.header.x-a', '$request.querystring.x'],
  ttl: 300,
};

const users: HttpAuthorizer = {
  kind: 'jwt',
  name: 'users',
  identitySource: '$request.header.Authorization',
  issuer: plain('https://issuer.example'),
  audience: [plain('web')],
};

const requestParameters = {
  'append:header.x-b': '$request.body.a[0]',
  'overwrite:header.x-c': '${request.querystring.x}-${request.path.x}-${context.authorizer.claims.sub}',
  'overwrite:querystring.x': '$request.path',
  'remove:header.x-a': "''",
  'overwrite:path': '/p/$request.path.x',
};
const responseParameters = {
  '200': { 'overwrite:statuscode': '$response.header.x-status', 'append:header.x-d': '$response.body.a' },
};

const message = { QueueUrl: plain('https://sqs.example/q'), MessageBody: plain('$request.body') };
const queue = {
  kind: 'service',
  subtype: 'SQS-SendMessage',
  timeoutInMillis: 30_000,
  arguments: message,
} as const;

const httpRoutes: HttpRoute[] = [
  route('GET /'),
  route('ANY /{x}', lambda({ payloadFormatVersion: '1.0' })),
  route('POST /a', lambda({ requestParameters, responseParameters })),
  route('ANY /a/{x}', proxy({ requestParameters, responseParameters })),
  route('GET /b/{p+}', proxy({ uri: plain('https://backend.example/{p}?y=${stageVariables.v}') })),
  route('ANY /c/{p+}', lambda(), behind('guard')),
  route('GET /d', lambda({ payloadFormatVersion: '1.0' }), behind('guard')),
  route('GET /e', lambda(), behind('users')),
  route('GET /f', lambda(), { authorization: { kind: 'iam' } }),
  route('POST /g', queue),
  route('$default', proxy()),
];

const vtl =
  '{"body": $input.body, "x": "$util.escapeJavaScript($input.params(\'x\'))", "p": $input.json(\'$.a\'), "m": "$context.httpMethod"}';

const operations: Operation[] = [
  operation('GET /'),
  operation('ANY /{x}'),
  operation('POST /a', { integration: mock(`#set($n = 200){"statusCode": $n}`, vtl) }),
  operation('ANY /a/{x}', { integration: httpProxy('https://backend.example/base') }),
  operation('ANY /b/{p+}', { integration: httpProxy('https://backend.example/{p}') }),
  operation('GET /c', {
    access: { requirements: [byAuthorizer('auth')] },
    integration: mock('{"statusCode": 200}', vtl),
  }),
  operation('POST /g', { integration: integration('aws', { templates: [template('application/json', vtl)] }) }),
];

const cors = {
  ...{ allowOrigins: ['https://*'], allowMethods: ['*'], allowHeaders: ['*'], exposeHeaders: ['x-b'] },
  allowCredentials: false,
};

/** @returns an API of each kind in which a request can meet every step of its gateway. */
export function everyFeature(backends: Backends): Record<'rest' | 'http', Gateway> {
  const stageVariables = { v: '1' };
  return {
    rest: openRestGateway(restApi(operations, { authorizers: [lambdaAuthorizer('request')] }), backends, {
      ...restDeployment,
      stageVariables,
      tokens,
    }),
    http: openHttpGateway(httpApi(httpRoutes, [guard, users], { cors }), backends, {
      ...httpDeployment,
      stageVariables,
      tokens,
    }),
  };
}
