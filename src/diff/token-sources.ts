import type { CognitoAuthorizer, HttpApi, JwtAuthorizer, RestApi } from '../model/index.js';
import type { TokenSource } from './caller.js';

/**
 * Where callers get tokens that both APIs take: the issuer that the user pool ARN tells, and an app client that the JWT
 * authorizer of the HTTP API has in its audience. REST takes every client of the pool (RT-JWT-AUD).
 *
 * @returns by the name of the Cognito authorizer, or of the Lambda authorizer that a JWT authorizer took the place of
 */
export function tokenSources(rest: RestApi, http: HttpApi): Record<string, TokenSource> {
  const jwt = new Map(http.authorizers.flatMap((one) => (one.kind === 'jwt' ? [[one.name, one] as const] : [])));
  const cognito = rest.authorizers.filter((authorizer) => authorizer.kind === 'cognito');
  const replaced = rest.authorizers.filter(
    ({ kind, name }) => (kind === 'token' || kind === 'request') && jwt.has(name),
  );
  return Object.fromEntries([
    ...cognito.map((authorizer) => [authorizer.name, tokenSource(authorizer, jwt.get(authorizer.name))] as const),
    ...replaced.map(({ name }) => [name, tokenSource(undefined, jwt.get(name))] as const),
  ]);
}

function tokenSource(cognito: CognitoAuthorizer | undefined, jwt: JwtAuthorizer | undefined): TokenSource {
  return {
    issuer: cognitoIssuer(cognito?.providerArns[0]?.text ?? '') ?? jwt?.issuer.text ?? '',
    client: jwt?.audience[0]?.text ?? 'an-app-client',
  };
}

/** @returns the issuer of a user pool: `https://cognito-idp.REGION.amazonaws.com/POOL` (RT-JWT-STEPS). */
function cognitoIssuer(arn: string): string | undefined {
  const [, region, pool] = /^arn:[^:]+:cognito-idp:([\w-]+):\d+:userpool\/([\w-]+)$/.exec(arn) ?? [];
  return region && pool ? `https://cognito-idp.${region}.amazonaws.com/${pool}` : undefined;
}
