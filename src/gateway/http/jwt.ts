import type { Json, JwtAuthorizer } from '../../model/index.js';
import type { Deployment, TokenOutcome } from '../gateway.js';
import { own } from '../own.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Access, decided } from './access.js';
import { claimTexts, scopesOf } from './claims.js';
import { gatewayError } from './errors.js';
import { openIdentity } from './identity-sources.js';
import type { Invocation } from './invocation.js';

/** Decides about a request to a route with these scopes. */
export type JwtAuthorize = (invocation: Invocation, scopes: readonly string[]) => Promise<Access>;

type InvalidReason = Extract<TokenOutcome, { kind: 'invalid' }>['reason'] | 'segments' | 'audience';

/**
 * The words of AWS, as far as they are known; for the others the header has no description here (RT-JWT-401-MALFORMED,
 * RT-JWT-401-EXPIRED, RT-JWT-401-AUD; RT-JWT-401-OTHER is unverified).
 */
const descriptions: Partial<Record<InvalidReason, string>> = {
  segments: 'token contains an invalid number of segments',
  expired: 'the token has expired',
  audience: 'the token does not have a valid audience',
};

/**
 * Opens a JWT authorizer: token present, signature, issuer, audience, times, scopes (RT-JWT-STEPS). Without a verifier no token
 * is good. The token may stand bare or behind `Bearer` (RT-JWT-SRC).
 *
 * @returns asks whether one may pass; the token needs any one of the scopes of the route
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function openJwtAuthorizer(authorizer: JwtAuthorizer, { tokens, stageVariables }: Deployment): JwtAuthorize {
  const identity = openIdentity([authorizer.identitySource]);
  const issuer = fillStageVariables(authorizer.issuer.text, stageVariables);
  return async (invocation, scopes) => {
    const token = identity(invocation)?.[0]?.replace(/^Bearer\s+/i, '');
    if (token === undefined) return missingToken(authorizer);
    if (token.split('.', 4).length !== 3) return invalidToken(authorizer, scopes, 'segments');
    if (!tokens) return unverifiable(authorizer);
    const outcome = await tokens.verify(token, issuer);
    const claims = outcome.kind === 'valid' ? outcome.claims : lateClaims(outcome.reason, token);
    if (claims && !hasAudience(authorizer, claims)) return invalidToken(authorizer, scopes, 'audience');
    if (outcome.kind === 'invalid') return invalidToken(authorizer, scopes, outcome.reason, outcome.detail);
    return withinScopes(authorizer, scopes, outcome.claims);
  };
}

/** The audience is checked before the times, so it must be known of an expired token too (its signature was good). */
function lateClaims(reason: InvalidReason, token: string): Record<string, Json> | undefined {
  if (reason !== 'expired' && reason !== 'not-yet-valid') return undefined;
  const claims: Record<string, Json> = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return claims;
}

/** `aud`, one or several; `client_id` counts only where there is no `aud` (RT-JWT-STEPS, RT-JWT-AUD). */
function hasAudience({ audience }: JwtAuthorizer, claims: Record<string, Json>): boolean {
  const told = own(claims, 'aud') === undefined ? own(claims, 'client_id') : own(claims, 'aud');
  const values = Array.isArray(told) ? told : [told];
  return audience.some(({ text }) => values.includes(text));
}

function withinScopes(authorizer: JwtAuthorizer, wanted: readonly string[], claims: Record<string, Json>): Access {
  const { name } = authorizer;
  const scopes = scopesOf(claims);
  if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope))) {
    return decided({
      kind: 'refused',
      by: name,
      reason: 'the token has none of the scopes',
      response: lacksScope(wanted),
    });
  }
  const caller = { kind: 'jwt', claims: claimTexts(claims), scopes: wanted.length > 0 ? scopes : null } as const;
  return decided({ kind: 'allowed', by: name, caller });
}

/** RT-JWT-403-SCOPE, recorded. */
function lacksScope(wanted: readonly string[]) {
  const list = wanted.join(' ');
  const challenge = `Bearer scope="${list}" error="insufficient_scope" error_description="expected scopes: [${list}]"`;
  return gatewayError(403, 'Forbidden', [['www-authenticate', challenge]]);
}

/** RT-JWT-401-MISSING, recorded. */
function missingToken({ name }: JwtAuthorizer): Access {
  const response = gatewayError(401, 'Unauthorized', [['www-authenticate', 'Bearer']]);
  return decided({ kind: 'refused', by: name, reason: 'there is no token', response });
}

/** The challenge lists the scopes of the route (RT-JWT-401-SCOPEATTR, recorded). */
function invalidToken(
  { name }: JwtAuthorizer,
  scopes: readonly string[],
  reason: InvalidReason,
  detail?: string,
): Access {
  const description = descriptions[reason];
  const described = description === undefined ? '' : ` error_description="${description}"`;
  const challenge = `Bearer scope="${scopes.join(' ')}" error="invalid_token"${described}`;
  const response = gatewayError(401, 'Unauthorized', [['www-authenticate', challenge]]);
  const why = detail === undefined ? '' : `: ${detail}`;
  const unsupported = reason === 'keys' ? [`JWT authorizer ${name}: the keys of its issuer cannot be had${why}`] : [];
  return decided({ kind: 'refused', by: name, reason: `the token is not valid: ${reason}`, response }, unsupported);
}

function unverifiable({ name }: JwtAuthorizer): Access {
  const response = gatewayError(401, 'Unauthorized', [['www-authenticate', 'Bearer']]);
  return decided({ kind: 'refused', by: name, reason: 'no token can be verified here', response }, [
    `JWT authorizer ${name}: there is no verifier of tokens`,
  ]);
}
