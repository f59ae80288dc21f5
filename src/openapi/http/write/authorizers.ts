import type { HttpApi, HttpAuthorizer, JsonObject } from '../../../model/index.js';

/** How the document calls what routes can require. */
export interface SchemeNames {
  /** Name of the IAM scheme; absent when no route asks for IAM. */
  iam?: string;
}

/** @returns a name for the IAM scheme that no authorizer has. GetExport calls it `sigv4` (GE-SEC-IAM). */
export function schemeNames({ authorizers, routes }: HttpApi): SchemeNames {
  if (!routes.some(({ authorization }) => authorization.kind === 'iam')) return {};
  const taken = new Set([
    ...authorizers.map(({ name }) => name),
    ...routes.flatMap(({ authorization }) => (authorization.kind === 'authorizer' ? [authorization.name] : [])),
  ]);
  let iam = 'sigv4';
  for (let count = 2; taken.has(iam); count++) iam = `sigv4-${count}`;
  return { iam };
}

/** @returns `components.securitySchemes`, sorted by name (facts import-export.md b.4). */
export function writeSchemes({ authorizers }: HttpApi, { iam }: SchemeNames): JsonObject {
  const schemes = authorizers.map((authorizer): [string, JsonObject] => [authorizer.name, writeScheme(authorizer)]);
  if (iam !== undefined) schemes.push([iam, writeIam()]);
  return Object.fromEntries(schemes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The scheme that says: requests are signed with AWS credentials (IS-IAM2). */
function writeIam(): JsonObject {
  return { type: 'apiKey', name: 'Authorization', in: 'header', 'x-amazon-apigateway-authtype': 'awsSigv4' };
}

function writeScheme(authorizer: HttpAuthorizer): JsonObject {
  switch (authorizer.kind) {
    case 'jwt':
      // OpenAPI requires `flows`; which ones a client uses is the business of the issuer, so there are none.
      return {
        type: 'oauth2',
        flows: {},
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: authorizer.identitySource,
          jwtConfiguration: {
            issuer: authorizer.issuer.raw,
            audience: authorizer.audience.map(({ raw }) => raw),
          },
        },
      };
    case 'request':
      // Where the identity is found is said below; the scheme's own name means nothing (IS-LAM).
      return {
        type: 'apiKey',
        name: 'Unused',
        in: 'header',
        'x-amazon-apigateway-authorizer': {
          type: 'request',
          ...(authorizer.identitySources.length > 0 && { identitySource: authorizer.identitySources.join(', ') }),
          authorizerUri: authorizer.uri.raw,
          ...(authorizer.credentials && { authorizerCredentials: authorizer.credentials.raw }),
          authorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
          ...(authorizer.ttl !== undefined && { authorizerResultTtlInSeconds: authorizer.ttl }),
          enableSimpleResponses: authorizer.enableSimpleResponses,
        },
      };
  }
}
