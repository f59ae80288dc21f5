import {
  type AuthorizerDecision,
  type Decisions,
  type LambdaAuthorizer,
  type Operation,
  type ParameterMapping,
  plain,
} from '../model/index.js';
import type { ConvertedAuthorizer } from './authorizers.js';
import { jwtIdentitySource, mostAudiences } from './cognito.js';
import { type MappingFate, translateMapping } from './parameters.js';

/**
 * Puts a JWT authorizer in the place of a Lambda authorizer, by decision (FE-AUT-JWT): no definition tells what a
 * function checks. What else it does, such as policies for single paths and context values, ends with it.
 */
export function replaceWithJwt(
  { name, kind, identitySources }: LambdaAuthorizer,
  { issuer, audience = [] }: AuthorizerDecision,
): ConvertedAuthorizer {
  if (issuer === undefined || audience.length === 0 || audience.length > mostAudiences) {
    const message = `A JWT authorizer in the place of ${name} needs an issuer and 1 to ${mostAudiences} audiences; decide authorizers.${name}.issuer and authorizers.${name}.audience.`;
    return { claim: { rule: 'authorizers/token-to-jwt', outcome: 'blocked', message, decidable: true } };
  }
  const identitySource = jwtIdentitySource(identitySources);
  if (identitySource === undefined) {
    const message = `A JWT authorizer reads one header or query parameter; ${name} has ${identitySources.length || 'no'} identity sources, or another kind.`;
    return { claim: { rule: 'authorizers/identity-source', outcome: 'blocked', message } };
  }
  const type = kind === 'token' ? 'TOKEN' : 'REQUEST';
  return {
    value: { kind: 'jwt', name, identitySource, issuer: plain(issuer), audience: audience.map(plain) },
    claim: {
      rule: 'authorizers/token-to-jwt',
      outcome: 'replaced',
      message: `The function of the ${type} authorizer ${name} is no longer asked: a JWT authorizer takes every valid token of the issuer for ${audience.length} audience(s). Its policies for single methods and paths, its context values and its principalId end; backends find the claims of the token instead.`,
    },
  };
}

/**
 * Translates a mapping of a method whose function may have given way to a JWT authorizer: what the function set as
 * `context.authorizer.X` is gone, and the claim that was decided for it stands in.
 */
export function translateWithClaims(
  mapping: ParameterMapping,
  { access }: Operation,
  { authorizers }: Decisions,
): MappingFate {
  const { source } = mapping;
  const name = source.kind === 'context' ? /^authorizer\.(?!claims\.)(.+)$/.exec(source.name)?.[1] : undefined;
  const scheme = access.requirements.find(({ kind }) => kind === 'authorizer')?.scheme ?? '';
  const decision = authorizers[scheme];
  if (name === undefined || decision?.replaceWithJwt !== true) return translateMapping(mapping);
  const claim = decision.claims?.[name];
  if (claim !== undefined) {
    return translateMapping({ ...mapping, source: { kind: 'context', name: `authorizer.claims.${claim}` } });
  }
  const reason = `the function of ${scheme}, which sets ${name}, is no longer asked; decide authorizers.${scheme}.claims.${name}`;
  return { kind: 'no-counterpart', reason };
}
