import type {
  Authorizer,
  CognitoAuthorizer,
  IdentitySource,
  Json,
  LambdaAuthorizer,
  Operation,
  Requirement,
  RestApi,
} from '../model/index.js';
import { type Caller, passingIdentity } from './caller.js';
import type { Credential } from './diff-request.js';
import { matcherOf } from './sample-body.js';

/** Seconds since 1970. Fixed, so that the same definition gives the same report; far apart, so that no token runs out under way. */
const issued = Date.UTC(2026, 0, 1) / 1000;
const expires = Date.UTC(2100, 0, 1) / 1000;

/** @returns what a caller presents so that the operation lets it pass, one or more for each requirement. */
export async function credentialsFor(operation: Operation, api: RestApi, caller: Caller): Promise<Credential[]> {
  const parts = operation.access.requirements.map((requirement) => credentialsOf(requirement, api, caller));
  return (await Promise.all(parts)).flat();
}

/** @returns the token that a Cognito authorizer does not take here: an access token without scopes, an ID token with them. */
export async function otherTokenFor(operation: Operation, api: RestApi, caller: Caller): Promise<Credential[]> {
  const parts = operation.access.requirements.map(async (requirement) => {
    const authorizer = authorizerOf(requirement, api);
    if (requirement.kind !== 'authorizer' || authorizer?.kind !== 'cognito')
      return credentialsOf(requirement, api, caller);
    return cognito(authorizer, requirement.scopes.length > 0 ? [] : ['aws.cognito.signin.user.admin'], caller);
  });
  return (await Promise.all(parts)).flat();
}

/** @returns the authorizer that a requirement names, if it names one that the definition has. */
export function authorizerOf(requirement: Requirement, api: RestApi): Authorizer | undefined {
  return requirement.kind === 'authorizer' ? api.authorizers.find((one) => one.name === requirement.scheme) : undefined;
}

async function credentialsOf(requirement: Requirement, api: RestApi, caller: Caller): Promise<Credential[]> {
  switch (requirement.kind) {
    case 'authorizer': {
      const authorizer = authorizerOf(requirement, api);
      return authorizer ? byAuthorizer(authorizer, requirement.scopes, caller) : [];
    }
    case 'iam':
      return signature;
    case 'api-key':
      return [{ kind: 'api-key', place: 'header', name: 'X-Api-Key', value: caller.apiKey }];
    case 'unresolved':
      return [];
  }
}

async function byAuthorizer(authorizer: Authorizer, scopes: string[], caller: Caller): Promise<Credential[]> {
  switch (authorizer.kind) {
    case 'token':
    case 'request':
      return lambda(authorizer, caller);
    case 'cognito':
      return cognito(authorizer, scopes, caller);
    case 'unknown':
      return [];
  }
}

/** A signature by its shape only: the simulator checks that one is there (RT-IAM-UNSIGNED). */
const signature: Credential[] = [
  {
    kind: 'iam',
    place: 'header',
    name: 'Authorization',
    value:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/execute-api/aws4_request, ' +
      `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  },
  { kind: 'iam', place: 'header', name: 'X-Amz-Date', value: '20260101T000000Z' },
];

/**
 * Every identity source that a client fills gets the passing identity; without any, the usual header carries it. Where
 * a JWT authorizer took the place of the function, a token that both take carries the identity.
 */
async function lambda(authorizer: LambdaAuthorizer, caller: Caller): Promise<Credential[]> {
  const source = caller.tokens[authorizer.name];
  const token = source && (await caller.sign(source.issuer, { ...claimsOf([], source.client), sub: passingIdentity }));
  const value = identityMatching(authorizer.validationExpression, token === undefined ? identities : [token]);
  const places = authorizer.identitySources.flatMap(placeOf);
  const sent = places.length > 0 ? places : [{ place: 'header' as const, name: 'Authorization' }];
  return sent.map((where) => ({ kind: 'authorizer', ...where, value }));
}

function placeOf(source: IdentitySource): { place: Credential['place']; name: string }[] {
  switch (source.kind) {
    case 'header':
    case 'querystring':
      return [{ place: source.kind, name: source.name }];
    case 'stageVariable':
    case 'context':
    case 'unknown':
      return [];
  }
}

const jwtShaped = `eyJhbGciOiJub25lIn0.${passingIdentity}.${passingIdentity}`;
/** Some expressions want a certain length; digits leave the identity a word of its own. */
const identities = [passingIdentity, jwtShaped, ...[16, 32, 64].map((length) => passingIdentity.padEnd(length, '0'))];
const schemes = ['', 'Bearer ', 'bearer ', 'Basic '];

/** @returns a passing identity that fits the validation expression (Java's dialect, whole text), if one of ours does. */
function identityMatching(expression: string | undefined, [usual = passingIdentity, ...others]: string[]): string {
  if (expression === undefined) return usual;
  const [flagged = '', flags = ''] = /^\(\?([ims]+)\)/.exec(expression) ?? [];
  const pattern = expression.slice(flagged.length);
  const fits = matcherOf(`^(?:${pattern})$`, flags);
  const candidates = [...schemes, literalPrefix(pattern)].flatMap((prefix) =>
    [usual, ...others].map((text) => prefix + text),
  );
  return (fits && candidates.find((identity) => fits.test(identity))) ?? usual;
}

/** @returns the text that an expression asks for before anything else: `Token ` of `^Token\s[a-z]+$`. */
function literalPrefix(pattern: string): string {
  const literals = /^\^?((?:(?:[\w :=/"'-]|\\s|\\[^\w\s])(?![*+?{]))*)/.exec(pattern)?.[1] ?? '';
  return literals.replace(/\\s/g, ' ').replace(/\\(.)/g, '$1');
}

/** A method without scopes takes ID tokens, one with scopes access tokens (RT-JWT-TOKENUSE). */
async function cognito(authorizer: CognitoAuthorizer, scopes: string[], caller: Caller): Promise<Credential[]> {
  const source = caller.tokens[authorizer.name];
  if (!source) return [];
  const value = await caller.sign(source.issuer, claimsOf(scopes, source.client));
  const where = authorizer.identitySources.flatMap(placeOf)[0] ?? { place: 'header', name: 'Authorization' };
  return [{ kind: 'authorizer', ...where, value }];
}

function claimsOf(scopes: string[], client: string): Record<string, Json> {
  const always = { sub: '00000000-0000-4000-8000-000000000000', iat: issued, exp: expires };
  return scopes.length > 0
    ? { ...always, token_use: 'access', client_id: client, scope: scopes.join(' ') }
    : { ...always, token_use: 'id', aud: client, email: 'someone@example.com' };
}
