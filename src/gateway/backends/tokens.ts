import type { JWTPayload } from 'jose';
import type { IssuerDecision, Json } from '../../model/index.js';
import type { TokenVerifier } from '../gateway.js';
import { openKeys } from './token-keys.js';
import { verifyToken } from './verify-token.js';

/** An issuer of our own that speaks for the issuers of an API. */
export interface LocalIssuer extends TokenVerifier {
  /**
   * Signs a token in the name of an issuer (RS256).
   *
   * @param claims as they shall be; without `exp` it holds for an hour
   */
  sign(issuer: string, claims: Record<string, Json>): Promise<string>;
  /** Whether what it signs in this issuer's name is good; absent: in every name. */
  speaksFor?(issuer: string): boolean;
}

/**
 * Makes an RSA key and with it an issuer: what it signs it also verifies, under any issuer's name; tokens of the real issuer
 * are refused. The key lives as long as the process.
 */
export async function localIssuer(): Promise<LocalIssuer> {
  const { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'local' }] });
  return {
    sign(issuer, claims) {
      const token = new SignJWT({ iss: issuer, iat: Math.floor(Date.now() / 1000), ...claims } satisfies JWTPayload);
      if (claims['exp'] === undefined) token.setExpirationTime('1h');
      return token.setProtectedHeader({ alg: 'RS256', kid: 'local', typ: 'JWT' }).sign(privateKey);
    },
    verify: (token, issuer) => verifyToken(token, issuer, keys),
  };
}

/**
 * Lets real issuers speak for themselves: of those that were decided on, only tokens are good that verify by their own keys.
 * All others stay with the local issuer, and so does the network: it is used for keys that a decision puts there.
 *
 * @throws Failure (`usage`) when a file of keys cannot be read
 */
export async function withIssuers(local: LocalIssuer, decisions: readonly IssuerDecision[]): Promise<LocalIssuer> {
  const opened = await Promise.all(
    decisions.map(async (decision) => [decision.issuer, await openKeys(decision)] as const),
  );
  // Of two decisions about one issuer the first counts, as everywhere in the file.
  const real = new Map(opened.reverse());
  return {
    sign: (issuer, claims) => local.sign(issuer, claims),
    speaksFor: (issuer) => !real.has(issuer),
    async verify(token, issuer) {
      const keysOf = real.get(issuer);
      if (!keysOf) return local.verify(token, issuer);
      const outcome = await keysOf();
      if (outcome.kind === 'had') return verifyToken(token, issuer, outcome.keys);
      return { kind: 'invalid', reason: 'keys', detail: outcome.reason };
    },
  };
}
