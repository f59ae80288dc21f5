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
import { type Caller, passingIdentity, refusedIdentity, type TokenSource } from './caller.js';
import type { Credential } from './diff-request.js';
import { matcherOf } from './sample-body.js';
import { goodKey, signatureBy } from './signature.js';

/** Seconds since 1970. Fixed, so that the same definition gives the same report; far apart, so that no token runs out under way. */
const issued = Date.UTC(2026, 0, 1) / 1000;
const soonOver = issued + 3600;
const expires = Date.UTC(2100, 0, 1) / 1000;

/**
 * How good what a caller presents is.
 *
 * - `good` every part passes
 * - `wrong` no part does: an identity that no function lets in, the token of another issuer, a key of no plan
 * - `wrong-key` the API key alone is wrong
 * - `expired` a good token, too late
 * - `other-token` the kind of Cognito token that the method does not take (RT-JWT-TOKENUSE)
 * - `other-scope` a good token that has none of the scopes
 * - `other-client` a token of an app client that the JWT authorizer does not list (RT-JWT-AUD)
 */
export type CredentialState =
  | 'good'
  | 'wrong'
  | 'wrong-key'
  | 'expired'
  | 'other-token'
  | 'other-scope'
  | 'other-client';

/** @returns what a caller presents to an operation, one or more for each requirement; the same for a state that has no meaning there. */
export async function credentialsFor(
  operation: Operation,
  api: RestApi,
  caller: Caller,
  state: CredentialState = 'good',
): Promise<Credential[]> {
  const parts = operation.access.requirements.map((requirement) => credentialsOf(requirement, api, caller, state));
  return (await Promise.all(parts)).flat();
}

/** @returns the authorizer that a requirement names, if it names one that the definition has. */
export function authorizerOf(requirement: Requirement, api: RestApi): Authorizer | undefined {
  return requirement.kind === 'authorizer' ? api.authorizers.find((one) => one.name === requirement.scheme) : undefined;
}

async function credentialsOf(
  requirement: Requirement,
  api: RestApi,
  caller: Caller,
  state: CredentialState,
): Promise<Credential[]> {
  switch (requirement.kind) {
    case 'authorizer': {
      const authorizer = authorizerOf(requirement, api);
      return authorizer ? byAuthorizer(authorizer, { scopes: requirement.scopes, caller, state }) : [];
    }
    case 'iam':
      return signatureBy(goodKey);
    case 'api-key': {
      const where = { kind: 'api-key', place: 'header', name: 'X-Api-Key' } as const;
      const isWrong = state === 'wrong' || state === 'wrong-key';
      return [isWrong ? { ...where, value: 'a-key-of-no-usage-plan', isWrong } : { ...where, value: caller.apiKey }];
    }
    case 'unresolved':
      return [];
  }
}

/** What credentials for an authorizer are made of. */
interface Wanted {
  scopes: string[];
  caller: Caller;
  state: CredentialState;
}

async function byAuthorizer(authorizer: Authorizer, wanted: Wanted): Promise<Credential[]> {
  switch (authorizer.kind) {
    case 'token':
    case 'request':
      return lambda(authorizer, wanted);
    case 'cognito':
      return cognito(authorizer, wanted);
    case 'unknown':
      return [];
  }
}

/**
 * Every identity source that a client fills gets the identity; without any, the usual header carries it. Where
 * a JWT authorizer took the place of the function, a token that both take carries the identity.
 */
async function lambda(authorizer: LambdaAuthorizer, { caller, state }: Wanted): Promise<Credential[]> {
  const source = caller.tokens[authorizer.name];
  const sub = state === 'wrong' ? refusedIdentity : passingIdentity;
  // Which clients a function takes is its own affair.
  const shown = state === 'other-client' ? 'good' : state;
  const token = source && (await signed(source, caller, { scopes: [], state: shown, sub }));
  const value = identityMatching(authorizer.validationExpression, token === undefined ? identities(sub) : [token]);
  const places = authorizer.identitySources.flatMap(placeOf);
  const sent = places.length > 0 ? places : [{ place: 'header' as const, name: 'Authorization' }];
  return sent.map((where) => ({ kind: 'authorizer', ...where, value, ...wrongness(state) }));
}

/** That the other kind of token lets nobody in is a rule of its own, and another client's passes REST. */
function wrongness(state: CredentialState): Pick<Credential, 'isWrong'> {
  return state === 'wrong' || state === 'expired' || state === 'other-scope' ? { isWrong: true } : {};
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

/** Some expressions want a certain length; digits leave the identity a word of its own. */
function identities(identity: string): string[] {
  const jwtShaped = `eyJhbGciOiJub25lIn0.${identity}.${identity}`;
  return [identity, jwtShaped, ...[16, 32, 64].map((length) => identity.padEnd(length, '0'))];
}

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
async function cognito(authorizer: CognitoAuthorizer, { scopes, caller, state }: Wanted): Promise<Credential[]> {
  const source = caller.tokens[authorizer.name];
  if (!source) return [];
  const value = await signed(source, caller, { scopes: scopesOf(scopes, state), state, sub: someone });
  const where = authorizer.identitySources.flatMap(placeOf)[0] ?? { place: 'header', name: 'Authorization' };
  return [{ kind: 'authorizer', ...where, value, ...wrongness(state) }];
}

function scopesOf(wanted: string[], state: CredentialState): string[] {
  if (state === 'other-token') return wanted.length > 0 ? [] : ['aws.cognito.signin.user.admin'];
  return state === 'other-scope' && wanted.length > 0 ? ['a-scope/of-nothing'] : wanted;
}

const someone = '00000000-0000-4000-8000-000000000000';

async function signed(
  source: TokenSource,
  caller: Caller,
  { scopes, state, sub }: { scopes: string[]; state: CredentialState; sub: string },
): Promise<string> {
  const issuer = state === 'wrong' ? 'https://another-issuer.example.com' : source.issuer;
  const client = state === 'other-client' ? 'another-app-client' : source.client;
  const exp = state === 'expired' ? soonOver : expires;
  return caller.sign(issuer, { ...claimsOf(scopes, client), sub, exp });
}

function claimsOf(scopes: string[], client: string): Record<string, Json> {
  return scopes.length > 0
    ? { iat: issued, token_use: 'access', client_id: client, scope: scopes.join(' ') }
    : { iat: issued, token_use: 'id', aud: client, email: 'someone@example.com' };
}
