import type { Authorizer, AuthorizerDecision, Decisions, HttpAuthorizer, RestApi } from '../model/index.js';
import { isAccepted } from './acceptance.js';
import type { Authorizers } from './access.js';
import type { Claim, Verdict } from './claim.js';
import { convertCognito } from './cognito.js';
import { expressionPlace } from './constructs.js';
import { convertLambdaAuthorizer } from './lambda-authorizers.js';
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
      return decision?.replaceWithJwt ? replaceWithJwt(authorizer, decision) : convertLambdaAuthorizer(authorizer);
    case 'unknown': {
      const message = `The authorizer ${authorizer.name} has the type "${authorizer.type}", which REST APIs do not have.`;
      return { claim: { rule: 'authorizers/unknown-type', outcome: 'unknown', message } };
    }
  }
}
