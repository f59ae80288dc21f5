import { type JsonObject, payload1Spellings } from '../../model/index.js';
import { domainPrefixOf } from '../domain-name.js';
import { firstHeader } from '../headers.js';
import type { Caller, IamIdentity } from '../http/caller.js';
import { type Invocation, type Outgoing, pathWithStage } from '../http/invocation.js';
import { headersForLambda } from '../http/lambda-headers.js';
import { readQuery } from '../query.js';
import { requestTime } from '../request-time.js';
import { allValues, lastValues, orNull } from './multi-values.js';
import { eventBody } from './v1-v2-body.js';

/**
 * Builds the event of payload format 1.0: close to REST's, but with decoded path, stage in the path, lower-case header names
 * and a `version` (facts runtime.md, section 3). Empty maps and an empty body are null.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventV1(invocation: Invocation, outgoing: Outgoing, caller: Caller): JsonObject {
  const { request, deployment, resource, pathParameters } = invocation;
  const headers = headersV1(invocation, outgoing);
  const query = queryV1(outgoing.rawQuery);
  const { body, isBase64Encoded } = eventBody(request.body, firstHeader(outgoing.headers, 'content-type'));
  return {
    version: '1.0',
    resource,
    path: outgoing.path,
    httpMethod: request.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query.single,
    multiValueQueryStringParameters: query.multi,
    requestContext: { ...contextV1(invocation, caller), ...authorizerV1(caller) },
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(deployment.stageVariables),
    body: body ?? null,
    isBase64Encoded,
  };
}

const fixedCase = new Map(payload1Spellings.map((name) => [name.toLowerCase(), name]));

/** @returns both header maps of format 1.0; of a repeated header the single map has the last (RT-HDR-DUP, U: as in AWS's sample). */
export function headersV1(invocation: Invocation, outgoing: Pick<Outgoing, 'headers'>) {
  const pairs = headersForLambda(invocation, outgoing).map(
    ([name, value]) => [fixedCase.get(name.toLowerCase()) ?? name.toLowerCase(), value] as const,
  );
  return { single: lastValues(pairs), multi: allValues(pairs) };
}

/** @returns both query maps of format 1.0; of a repeated parameter the single map has the first (RT-QS-DUP, D). */
export function queryV1(rawQuery: string) {
  const multi = allValues(readQuery(rawQuery));
  const single = Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values[0] ?? '']));
  return { single: orNull(single), multi: orNull(multi) };
}

/** @returns `requestContext` without the authorizer. `resourceId` is the route key (RT-CTX-RESID). */
export function contextV1(invocation: Invocation, caller: Caller): JsonObject {
  const { request, deployment, domainName, requestId, time } = invocation;
  return {
    accountId: deployment.accountId,
    apiId: deployment.apiId,
    domainName,
    domainPrefix: domainPrefixOf(domainName),
    extendedRequestId: requestId,
    httpMethod: request.method,
    identity: identityV1(invocation, caller),
    path: pathWithStage(invocation),
    protocol: 'HTTP/1.1',
    requestId,
    requestTime: requestTime(time),
    requestTimeEpoch: time.getTime(),
    resourceId: invocation.routeKey,
    resourcePath: invocation.resource,
    stage: deployment.stage,
  };
}

/** Thirteen keys (RT-CTX-ID-KEYS); names of an IAM caller as in a REST event (RT-CTX-AUTH-NAMES). */
function identityV1({ request }: Invocation, caller: Caller): JsonObject {
  const signer: Partial<IamIdentity> = caller.kind === 'iam' ? caller : {};
  return {
    accessKey: signer.accessKey ?? null,
    accountId: signer.accountId ?? null,
    caller: signer.userId ?? null,
    cognitoAmr: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: signer.principalOrgId ?? null,
    sourceIp: request.sourceIp,
    user: signer.userId ?? null,
    userAgent: firstHeader(request.headers, 'user-agent') ?? '',
    userArn: signer.userArn ?? null,
  };
}

/** `claims` and `scopes` stand beside a Lambda authorizer's context too, null (RT-CTX-AUTH-LAMBDA); `principalId` there: I. */
function authorizerV1(caller: Caller): JsonObject {
  switch (caller.kind) {
    case 'jwt':
      return { authorizer: { claims: caller.claims, scopes: caller.scopes } };
    case 'lambda': {
      const principal = caller.principalId === undefined ? {} : { principalId: caller.principalId };
      return { authorizer: { claims: null, scopes: null, ...principal, ...caller.context } };
    }
    case 'iam':
    case 'anonymous':
      return {};
  }
}
