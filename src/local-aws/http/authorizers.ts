import { isObject, type JsonObject } from '../../model/index.js';
import { quotas } from '../../openapi/http/limits.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import type { World } from '../world.js';
import { type ApiRecord, having, lacking } from './account.js';
import { autoDeploy } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn } from './call.js';
import { type Collection, isRefusal, itemPathOf, named, pathOf, readOperations } from './collection.js';
import { authorizerDefinitionRefusal } from './definition-refusal.js';
import { silenceOf } from './issuers.js';
import { flag, memberRefusal, membersOf, oneOf, type Shape, structure, text, texts, withoutEmpty } from './members.js';
import { conflict } from './refusals.js';

export const authorizers: Collection = { noun: 'Authorizer', place: 'authorizers', id: 'authorizerId' };

const shape: Shape = {
  authorizerCredentialsArn: text(),
  authorizerPayloadFormatVersion: text(),
  authorizerResultTtlInSeconds: { kind: 'number', least: 0, most: 3600 },
  authorizerType: oneOf('REQUEST', 'JWT'),
  authorizerUri: text(2048),
  enableSimpleResponses: flag,
  identitySource: texts,
  identityValidationExpression: text(),
  jwtConfiguration: structure,
  name: text(128, 1),
};

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html */
export const authorizerOperations: HttpOperation[] = [
  ...readOperations(authorizers),
  {
    ...{ name: 'CreateAuthorizer', verb: 'POST', path: pathOf(authorizers), status: 201 },
    run: onApi((record, call) => {
      const authorizer = settled(membersOf(call.input, shape));
      return (
        authorizerRefusal(record, call, authorizer) ??
        put(record, call, { ...authorizer, authorizerId: call.world.newId(6) })
      );
    }),
  },
  {
    ...{ name: 'UpdateAuthorizer', verb: 'PATCH', path: itemPathOf(authorizers), status: 200 },
    run: onApi((record, call) => {
      const before = named(record, authorizers, call.input);
      if (isRefusal(before)) return before;
      const authorizer = settled({ ...before, ...membersOf(call.input, shape) });
      return authorizerRefusal(record, call, authorizer) ?? put(record, call, authorizer);
    }),
  },
  {
    ...{ name: 'DeleteAuthorizer', verb: 'DELETE', path: itemPathOf(authorizers), status: 204 },
    run: onApi((record, { input, world }) => {
      const authorizer = named(record, authorizers, input);
      if (isRefusal(authorizer)) return authorizer;
      const id = textIn(input, 'authorizerId');
      const refusal = useRefusal(record, authorizer);
      if (refusal) return refusal;
      record.authorizers = lacking(record.authorizers, id);
      autoDeploy(record, world);
      return done({});
    }),
  },
];

function put(record: ApiRecord, { world }: Call, authorizer: JsonObject) {
  record.authorizers = having(record.authorizers, String(authorizer['authorizerId']), authorizer);
  autoDeploy(record, world);
  return done(authorizer);
}

function settled(authorizer: JsonObject): JsonObject {
  return withoutEmpty(authorizer, ['authorizerCredentialsArn', 'identitySource', 'identityValidationExpression']);
}

/** The message on the format version is AWS's (hashicorp/terraform-provider-aws#15181, C), the others are our own (I). */
function authorizerRefusal(record: ApiRecord, { input, world }: Call, authorizer: JsonObject): Refusal | undefined {
  const {
    name,
    authorizerType,
    authorizerPayloadFormatVersion: version,
    authorizerResultTtlInSeconds: ttl,
  } = authorizer;
  if (name === undefined) return badRequest('Authorizer name is required');
  if (authorizerType === undefined) return badRequest('AuthorizerType is required');
  const refusal = memberRefusal(input, shape) ?? otherRefusal(record, authorizer);
  if (refusal) return refusal;
  if (authorizerType === 'REQUEST' && version === undefined) {
    return badRequest('AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer');
  }
  if (Number(ttl ?? 0) > 0 && authorizer['identitySource'] === undefined) return badRequest(uncacheable);
  return authorizerDefinitionRefusal(authorizer) ?? issuerRefusal(authorizer, world);
}

function issuerRefusal({ jwtConfiguration: jwt }: JsonObject, world: World): Refusal | undefined {
  const silence = isObject(jwt) ? silenceOf(textIn(jwt, 'issuer'), world) : undefined;
  return silence === undefined ? undefined : badRequest(silence);
}

/** What is cached needs a key (XA-TTL). */
const uncacheable = 'Caching of authorizer results requires at least one identity source.';

/** The name is unique within an API (I: the schemes of a definition are). */
function otherRefusal({ authorizers: all }: ApiRecord, { name, authorizerId }: JsonObject): Refusal | undefined {
  const others = Object.values(all).filter((other) => other['authorizerId'] !== authorizerId);
  if (others.some((other) => other['name'] === name)) return badRequest('Authorizer name must be unique');
  if (authorizerId !== undefined || others.length < quotas.authorizers) return undefined;
  return badRequest(`Maximum number of Authorizers for this API has been reached. Limit: ${quotas.authorizers}`);
}

/** AWS's message (anomalyco/sst#5586, C). */
function useRefusal({ routes }: ApiRecord, { authorizerId, name }: JsonObject): Refusal | undefined {
  const user = Object.values(routes).find((route) => route['authorizerId'] === authorizerId);
  return user && conflict(`Cannot delete authorizer '${name}', is referenced in route: ${user['routeKey']}`);
}
