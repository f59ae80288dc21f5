import type { JWTHeaderParameters, JWTPayload, JWTVerifyGetKey } from 'jose';
import { isObject, type Json } from '../../model/index.js';
import type { TokenOutcome } from '../gateway.js';

/** API Gateway takes RSA only (RT-JWT-ALG). */
const algorithms = ['RS256', 'RS384', 'RS512'];

/**
 * Verifies a token as API Gateway does: the algorithm, the key that the token names by `kid`, the signature, the issuer to the
 * letter, then `exp`, `nbf` and `iat` (RT-JWT-STEPS, FE-AU-JWT-RULES). Without `kid` or `exp` no token is good.
 *
 * @param keys of the issuer
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifyToken(token: string, issuer: string, keys: JWTVerifyGetKey): Promise<TokenOutcome> {
  const { errors, jwtVerify } = await import('jose');
  const keyByName = (header: JWTHeaderParameters, input: Parameters<JWTVerifyGetKey>[1]) => {
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey();
    return keys(header, input);
  };
  try {
    const { payload } = await jwtVerify(token, keyByName, { issuer, algorithms, requiredClaims: ['exp'] });
    if ((payload.iat ?? 0) > Date.now() / 1000) return { kind: 'invalid', reason: 'not-yet-valid' };
    return { kind: 'valid', claims: claimsOf(payload) };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { kind: 'invalid', reason: reasonOf(error) };
    throw error;
  }
}

function claimsOf(payload: JWTPayload): Record<string, Json> {
  const claims: Json = JSON.parse(JSON.stringify(payload));
  return isObject(claims)
    ? Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, value ?? null]))
    : {};
}

type Reason = Extract<TokenOutcome, { kind: 'invalid' }>['reason'];

/** Codes of jose: https://github.com/panva/jose/blob/main/src/util/errors.ts. What is unclear counts as a bad signature. */
function reasonOf(error: { code: string; claim?: unknown; reason?: unknown }): Reason {
  switch (error.code) {
    case 'ERR_JWS_INVALID':
    case 'ERR_JWT_INVALID':
      return 'malformed';
    case 'ERR_JWT_EXPIRED':
      return 'expired';
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return byClaim(error);
    default:
      return 'signature';
  }
}

/** A claim that is missing, or that holds what it cannot, makes the token none; AWS's words for it are not known (RT-JWT-401-OTHER, U). */
function byClaim({ claim, reason }: { claim?: unknown; reason?: unknown }): Reason {
  if (claim === 'iss') return 'issuer';
  return reason === 'check_failed' ? 'not-yet-valid' : 'malformed';
}
