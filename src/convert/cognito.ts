import {
  type AuthorizerDecision,
  type CognitoAuthorizer,
  type IdentitySource,
  plain,
  type Templated,
} from '../model/index.js';
import type { ConvertedAuthorizer } from './authorizers.js';
import { endpointDomain, renderedLike } from './rendering.js';

/** Limit Q-AUD. */
export const mostAudiences = 50;

/**
 * Turns a Cognito authorizer into a JWT authorizer (FE-AU-COG-CFG). The issuer comes from the pool's ARN; the audience
 * is not in any definition: REST takes tokens of every app client of the pool.
 */
export function convertCognito(
  authorizer: CognitoAuthorizer,
  decision: AuthorizerDecision | undefined,
): ConvertedAuthorizer {
  const { name, providerArns } = authorizer;
  const [arn] = providerArns;
  const issuer = decision?.issuer === undefined ? arn && issuerOf(arn) : plain(decision.issuer);
  const audience = decision?.audience ?? [];
  if (providerArns.length > 1 && decision?.issuer === undefined) {
    const message = `${name} takes tokens of ${providerArns.length} user pools; a JWT authorizer has one issuer; decide authorizers.${name}.issuer.`;
    return { claim: { rule: 'authorizers/cognito-pools', outcome: 'blocked', message, decidable: true } };
  }
  if (issuer === undefined)
    return needs(`The pool ARN of ${name} does not tell the issuer; decide authorizers.${name}.issuer.`);
  if (audience.length === 0 || audience.length > mostAudiences) {
    return needs(
      `${name} needs the ids of the app clients that may call (1 to ${mostAudiences}); decide authorizers.${name}.audience.`,
    );
  }
  const identitySource = jwtIdentitySource(authorizer.identitySources);
  if (identitySource === undefined) {
    const message = `A JWT authorizer reads one header or query parameter; the identity source of ${name} is another.`;
    return { claim: { rule: 'authorizers/identity-source', outcome: 'unknown', message } };
  }
  return {
    value: {
      kind: 'jwt',
      name,
      identitySource,
      issuer,
      audience: audience.map(plain),
    },
    claim: {
      rule: 'authorizers/cognito',
      outcome: 'behaviour-changes',
      message: `${name} becomes a JWT authorizer for ${audience.length} app client(s); other clients of the pool are refused from now on.`,
    },
  };
}

/** @returns the one header or query parameter that a JWT authorizer reads (XA-ID); undefined for anything else */
export function jwtIdentitySource([source, ...others]: IdentitySource[]): string | undefined {
  if (others.length > 0 || (source?.kind !== 'header' && source?.kind !== 'querystring')) return undefined;
  return `$request.${source.kind}.${source.name}`;
}

function needs(message: string): ConvertedAuthorizer {
  return { claim: { rule: 'authorizers/cognito-audience', outcome: 'blocked', message, decidable: true } };
}

/**
 * `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID` has all that the issuer needs, placeholders or not. CloudFormation's
 * `!GetAtt Pool.Arn` hides it, but `!Ref Pool` is the pool's id.
 */
export function issuerOf(arn: Templated): Templated | undefined {
  const match =
    /^arn:((?:\$\{[^}]*\}|[^:])*):cognito-idp:((?:\$\{[^}]*\}|[^:])*):(?:\$\{[^}]*\}|[^:])*:userpool\/(.+)$/.exec(
      arn.text,
    );
  const [, partition = '', region = '', pool = ''] = match ?? [];
  if (pool !== '') return renderedLike(arn, `https://cognito-idp.${region}.${endpointDomain(partition)}/${pool}`);
  const resource = /^\$\{(\w+)\.Arn\}$/.exec(arn.text)?.[1];
  if (resource === undefined || typeof arn.raw === 'string') return undefined;
  return renderedLike(arn, `https://cognito-idp.\${AWS::Region}.amazonaws.com/\${${resource}}`);
}
