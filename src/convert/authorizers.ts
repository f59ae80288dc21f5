import type {
  Authorizer,
  AuthorizerDecision,
  Decisions,
  HttpAuthorizer,
  HttpLambdaAuthorizer,
  IdentitySource,
  LambdaAuthorizer,
  RestApi,
} from '../model/index.js';
import { isAccepted } from './acceptance.js';
import type { Authorizers } from './access.js';
import type { Claim, Verdict } from './claim.js';
import { convertCognito } from './cognito.js';
import { expressionPlace } from './constructs.js';
import { isHttpContextVariable } from './context-variables.js';
import { replaceWithJwt } from './token-to-jwt.js';
import { claimUnrecognised } from './unrecognised.js';

/** An authorizer and what became of it. */
export interface ConvertedAuthorizer {
  value?: HttpAuthorizer;
  claim: Verdict;
}

/** Converts every authorizer that a method uses. One whose validation expression is not accepted as lost does not move. */
export function convertAuthorizers(api: RestApi, decisions: Decisions): Authorizers & { claims: Claim[] } {
  const used = usedAuthorizers(api);
  const http = new Map<string, HttpAuthorizer>();
  const waiting = new Set<string>();
  const unrecognised = claimUnrecognised(api);
  const claims = api.authorizers.flatMap((authorizer) => {
    const { name, at } = authorizer;
    const isUsed = used.has(name);
    const { value, claim } = isUsed ? convertAuthorizer(authorizer, decisions.authorizers[name]) : unused(authorizer);
    const expression = expressionClaims(authorizer, isUsed);
    const open = [...expression.filter(({ outcome }) => outcome === 'blocked'), ...unreadOf(authorizer, unrecognised)];
    const holdsBack = open.some((lost) => !isAccepted(lost, decisions));
    if (value && !holdsBack) http.set(name, value);
    if (claim.decidable || holdsBack) waiting.add(name);
    return [{ construct: { kind: 'authorizer', at, name } as const, ...claim }, ...expression];
  });
  return { rest: api.authorizers, http, waiting, claims };
}

/** Properties of an authorizer that nobody knows, such as a TTL that a placeholder hides. */
function unreadOf({ at }: Authorizer, unrecognised: Claim[]): Claim[] {
  return unrecognised.filter(({ construct }) => construct.at.startsWith(`${at}/`));
}

function usedAuthorizers(api: RestApi): Set<string> {
  const requirements = api.operations.flatMap(({ access }) => access.requirements);
  return new Set(requirements.map(({ scheme }) => scheme));
}

function unused({ name }: Authorizer): ConvertedAuthorizer {
  return {
    claim: { rule: 'authorizers/unused', outcome: 'dropped', message: `No method uses the authorizer ${name}.` },
  };
}

/** A validation expression refuses tokens before the function or the pool is asked; HTTP APIs have no such check (FE-AU-REGEX). */
function expressionClaims(authorizer: Authorizer, isUsed: boolean): Claim[] {
  if (authorizer.kind === 'unknown' || authorizer.validationExpression === undefined) return [];
  const { name } = authorizer;
  const construct = {
    kind: 'authorizer',
    at: expressionPlace(authorizer),
    name: `${name} validation expression`,
  } as const;
  if (!isUsed)
    return [
      { construct, rule: 'authorizers/unused', outcome: 'dropped', message: `No method uses the authorizer ${name}.` },
    ];
  // The expression itself is not shown: it may spell out a token.
  const message = `${name} refuses tokens that do not match its validation expression; an HTTP API would pass them on to the authorizer.`;
  return [{ construct, rule: 'authorizers/validation-expression', outcome: 'blocked', message }];
}

function convertAuthorizer(authorizer: Authorizer, decision: AuthorizerDecision | undefined): ConvertedAuthorizer {
  switch (authorizer.kind) {
    case 'cognito':
      return convertCognito(authorizer, decision);
    case 'token':
    case 'request':
      return decision?.replaceWithJwt ? replaceWithJwt(authorizer, decision) : convertLambda(authorizer);
    case 'unknown': {
      const message = `The authorizer ${authorizer.name} has the type "${authorizer.type}", which REST APIs do not have.`;
      return { claim: { rule: 'authorizers/unknown-type', outcome: 'unknown', message } };
    }
  }
}

/** AWS's default where the definition gives none (RT-AUTH-TTL); HTTP APIs state no default, so it is written (XA-TTL). */
const defaultTtl = 300;

function convertLambda(authorizer: LambdaAuthorizer): ConvertedAuthorizer {
  if (authorizer.uri.text === '') {
    const message = `The authorizer ${authorizer.name} names no function.`;
    return { claim: { rule: 'authorizers/unknown-type', outcome: 'unknown', message } };
  }
  const sources = authorizer.identitySources.map(identitySource);
  if (sources.includes(undefined)) {
    const message = `An identity source of ${authorizer.name} has no counterpart in HTTP APIs.`;
    return { claim: { rule: 'authorizers/identity-source', outcome: 'unknown', message } };
  }
  const value: HttpLambdaAuthorizer = {
    kind: 'request',
    name: authorizer.name,
    uri: authorizer.uri,
    ...(authorizer.credentials && { credentials: authorizer.credentials }),
    payloadFormatVersion: '1.0',
    enableSimpleResponses: false,
    identitySources: sources.filter((source) => source !== undefined),
    // Without identity source there is nothing to cache by (FE-AU-TTL).
    ttl: sources.length === 0 ? 0 : (authorizer.ttl ?? defaultTtl),
  };
  const message =
    authorizer.kind === 'token'
      ? `${authorizer.name} becomes a REQUEST authorizer with payload 1.0: the function still finds authorizationToken and methodArn, but the type is REQUEST.`
      : `${authorizer.name} stays a REQUEST authorizer with payload 1.0; header names in its event are in lower case.`;
  const rule = authorizer.kind === 'token' ? 'authorizers/token' : 'authorizers/request';
  return { value, claim: { rule, outcome: 'behaviour-changes', message } };
}

/** FE-AU-IDSRC. Only `$context` variables of the HTTP list exist. */
function identitySource(source: IdentitySource): string | undefined {
  switch (source.kind) {
    case 'header':
      return `$request.header.${source.name}`;
    case 'querystring':
      return `$request.querystring.${source.name}`;
    case 'stageVariable':
      return `$stageVariables.${source.name}`;
    case 'context':
      return isHttpContextVariable(source.name) ? `$context.${source.name}` : undefined;
    case 'unknown':
      return undefined;
  }
}
