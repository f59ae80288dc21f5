import type { JWTPayload } from 'jose';
import { isObject, type Json } from '../../model/index.js';
import type { TokenOutcome, TokenVerifier } from '../gateway.js';

/** An issuer of our own that speaks for every issuer of an API. */
export interface LocalIssuer extends TokenVerifier {
  /**
   * Signs a token in the name of an issuer (RS256).
   *
   * @param claims as they shall be; without `exp` it holds for an hour
   */
  sign(issuer: string, claims: Record<string, Json>): Promise<string>;
}

/**
 * Makes an RSA key and with it an issuer: what it signs it also verifies, under any issuer's name; tokens of the real issuer
 * are refused. The key lives as long as the process.
 */
export async function localIssuer(): Promise<LocalIssuer> {
  const { SignJWT, errors, generateKeyPair, jwtVerify } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return {
    sign(issuer, claims) {
      const token = new SignJWT({ iss: issuer, iat: Math.floor(Date.now() / 1000), ...claims } satisfies JWTPayload);
      if (claims['exp'] === undefined) token.setExpirationTime('1h');
      return token.setProtectedHeader({ alg: 'RS256', kid: 'local', typ: 'JWT' }).sign(privateKey);
    },
    async verify(token, issuer) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          issuer,
          algorithms: ['RS256'],
          requiredClaims: ['exp'],
        });
        return { kind: 'valid', claims: claimsOf(payload) };
      } catch (error) {
        if (error instanceof errors.JOSEError) return { kind: 'invalid', reason: reasonOf(error) };
        throw error;
      }
    },
  };
}

function claimsOf(payload: JWTPayload): Record<string, Json> {
  const claims: Json = JSON.parse(JSON.stringify(payload));
  return isObject(claims)
    ? Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, value ?? null]))
    : {};
}

type Reason = Extract<TokenOutcome, { kind: 'invalid' }>['reason'];

/** Codes of jose: https://github.com/panva/jose/blob/main/src/util/errors.ts. What is unclear counts as a bad signature. */
function reasonOf(error: { code: string; claim?: unknown }): Reason {
  switch (error.code) {
    case 'ERR_JWS_INVALID':
    case 'ERR_JWT_INVALID':
      return 'malformed';
    case 'ERR_JWT_EXPIRED':
      return 'expired';
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return byClaim(error.claim);
    default:
      return 'signature';
  }
}

/** A token that never expires is refused too: AWS requires `exp` (RT-JWT-STEPS). */
function byClaim(claim: unknown): Reason {
  if (claim === 'iss') return 'issuer';
  return claim === 'exp' ? 'expired' : 'not-yet-valid';
}
