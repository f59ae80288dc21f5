import { localIssuer } from '../../src/gateway/backends/tokens.js';
import type { Backends, Exchange, LambdaCall } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import type { Json, JsonObject } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';
import { httpApiOf } from './http-api.js';
import { requestOf, withoutStage } from './request.js';
import { restDefinition } from './rest-definition.js';
import { entriesOf, listOf, objectOf, textOf, textsOf } from './values.js';
import { deploymentOn } from './world.js';

/** Which event is wanted: the function's, or that of the authorizer before it. */
interface Wanted {
  seen: LambdaCall['purpose'];
}

const lambda =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function';
const functionUri = `${lambda}:hello/invocations`;
const authorizerUri = `${lambda}:auth/invocations`;
const tokenHeader = 'Authorization';
const signature = 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20240101/us-east-1/execute-api/aws4_request, Signature=ab';

/**
 * @param event of a REST API's function or Lambda authorizer
 * @returns the event that the same request makes here
 */
export async function replayRestEvent(
  event: JsonObject,
  { seen, authorizer }: Wanted & { authorizer?: 'TOKEN' | 'REQUEST' },
): Promise<Json | undefined> {
  const context = objectOf(event['requestContext']);
  const caller = authorizer ?? (isFilled(context['authorizer']) ? 'TOKEN' : undefined);
  const api = await readRestApi(
    parseDocument({ file: 'the event', text: JSON.stringify(restDefinition(restApiFor(event, caller))) }),
  );
  const stage = textOf(context['stage'] ?? 'prod');
  const deployment = deploymentOn(stage, {
    stageVariables: textsOf(event['stageVariables']),
    requestId: () => 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  });
  const gateway = openRestGateway(
    api,
    answering({ principalId: 'user', context: contextOf(context['authorizer']) }),
    deployment,
  );
  // The event of a TOKEN authorizer tells no path.
  const path = textOf(event['path'] ?? '/any');
  return seenBy(
    seen,
    await gateway.handle(requestOf(requestFor(event, caller !== undefined), withoutStage(path, stage))),
  );
}

function restApiFor(event: JsonObject, authorizer: 'TOKEN' | 'REQUEST' | undefined): JsonObject {
  const method = {
    authorizationType: authorizer ? 'CUSTOM' : 'NONE',
    ...(authorizer && { authorizerId: 'a' }),
    methodIntegration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri },
  };
  const identitySource = `method.request.header.${tokenHeader}`;
  return {
    restApi: { name: 'an API', endpointConfiguration: { types: ['REGIONAL'] } },
    resources: [{ path: textOf(event['resource'] ?? '/{proxy+}'), resourceMethods: { ANY: method } }],
    ...(authorizer && { authorizers: [{ id: 'a', name: 'auth', type: authorizer, authorizerUri, identitySource }] }),
  };
}

/**
 * @param event of an HTTP API's function or Lambda authorizer
 * @param format of the payload
 */
export async function replayHttpEvent(
  event: JsonObject,
  { seen, format }: Wanted & { format: string },
): Promise<Json | undefined> {
  const context = objectOf(event['requestContext']);
  const caller = seen === 'authorizer' ? 'lambda' : callerOf(context['authorizer']);
  const tokens = await localIssuer();
  const stage = textOf(context['stage'] ?? '$default');
  const deployment = deploymentOn(stage, {
    ...{ stageVariables: textsOf(event['stageVariables']), tokens, requestId: () => 'NIKr1jmIFiAEJmw=' },
  });
  const answer = { isAuthorized: true, context: contextOf(objectOf(context['authorizer'])['lambda']) };
  const gateway = openHttpGateway(httpApiOf(httpApiFor(event, caller, format)), answering(answer), deployment);
  const token = caller === 'jwt' ? `Bearer ${await tokens.sign(issuer, { aud: 'client' })}` : signature;
  const path = withoutStage(textOf(event['rawPath'] ?? event['path'] ?? '/'), stage);
  return seenBy(seen, await gateway.handle(requestOf(requestFor(event, caller !== 'none', token), path)));
}

const issuer = 'https://issuer.example.com';

type HttpCaller = 'none' | 'iam' | 'jwt' | 'lambda';

/** Format 1.0 tells of claims where a JWT was read, and of null claims where nobody asked. */
function callerOf(authorizer: Json | undefined): HttpCaller {
  const { iam, jwt, claims } = objectOf(authorizer);
  if (iam !== undefined) return 'iam';
  if (jwt !== undefined || isFilled(claims)) return 'jwt';
  return isFilled(authorizer) && Object.values(objectOf(authorizer)).some((value) => value !== null)
    ? 'lambda'
    : 'none';
}

function httpApiFor(event: JsonObject, caller: HttpCaller, format: string): JsonObject {
  const resource = textOf(event['resource'] ?? '$default');
  const routeKey = textOf(
    event['routeKey'] ?? (resource.startsWith('/') ? `${textOf(event['httpMethod'])} ${resource}` : resource),
  );
  const authorization = {
    ...(caller === 'iam' && { authorizationType: 'AWS_IAM' }),
    ...((caller === 'jwt' || caller === 'lambda') && { authorizer: caller }),
  };
  return {
    format: 'http-control-plane',
    routes: [{ routeKey, target: 'hello', ...authorization }],
    integrations: {
      hello: { integrationType: 'AWS_PROXY', integrationUri: functionUri, payloadFormatVersion: format },
    },
    authorizers: {
      jwt: {
        ...{ authorizerType: 'JWT', identitySource: ['$request.header.Authorization'] },
        jwtConfiguration: { issuer, audience: ['client'] },
      },
      lambda: {
        ...{ authorizerType: 'REQUEST', authorizerUri, authorizerPayloadFormatVersion: format },
        ...{ enableSimpleResponses: format === '2.0', identitySource: ['$request.header.Authorization'] },
      },
    },
  };
}

/** The request behind an event; one that has to be authorized brings what every authorizer here takes. */
function requestFor(event: JsonObject, isAuthorized: boolean, token = signature): JsonObject {
  const { http } = objectOf(event['requestContext']);
  const [verb] = textOf(event['routeKey']).split(' ');
  const named = verb === '' || verb === '$default' || verb === 'ANY' ? undefined : verb;
  const headers = entriesOf(event['headers']).filter(([name]) => !/^(host|authorization)$/i.test(name));
  const cookies = listOf(event['cookies']).map(textOf);
  return {
    method: event['httpMethod'] ?? named ?? objectOf(http)['method'] ?? 'GET',
    rawQuery: event['rawQueryString'] ?? queryOf(event['multiValueQueryStringParameters']),
    headers: [
      ...headers,
      ...(cookies.length > 0 ? [['Cookie', cookies.join('; ')]] : []),
      ...(isAuthorized ? [[tokenHeader, token]] : []),
    ],
    ...(typeof event['body'] === 'string' && {
      body: { [event['isBase64Encoded'] === true ? 'base64' : 'text']: event['body'] },
    }),
  };
}

function queryOf(query: Json | undefined): string {
  const pairs = entriesOf(query).flatMap(([name, values]) =>
    listOf(values).map((value): [string, string] => [name, textOf(value)]),
  );
  return new URLSearchParams(pairs).toString();
}

/** The authorizer lets everybody pass; the function's answer does not matter. */
function answering(authorizer: JsonObject): Backends {
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' };
  const policyDocument = { Version: '2012-10-17', Statement: [statement] };
  return {
    async invokeLambda(name) {
      const value = name.includes('auth') ? { ...authorizer, policyDocument } : { statusCode: 200 };
      return { kind: 'returned', value };
    },
    async sendHttp() {
      return { kind: 'unreachable', reason: 'not-an-address' };
    },
    async callService() {
      return { kind: 'unreachable', reason: 'not-an-address' };
    },
  };
}

function seenBy(purpose: LambdaCall['purpose'], { calls }: Exchange): Json | undefined {
  return calls.find((call): call is LambdaCall => call.kind === 'lambda' && call.purpose === purpose)?.event;
}

function isFilled(value: Json | undefined): boolean {
  return Object.keys(objectOf(value)).length > 0;
}

/** An authorizer of a REST API may return texts, numbers and booleans. */
function contextOf(value: Json | undefined): JsonObject {
  return Object.fromEntries(
    entriesOf(value).filter(([name, item]) => name !== 'principalId' && typeof item !== 'object'),
  );
}
