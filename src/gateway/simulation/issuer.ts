import { type LocalIssuer, localIssuer } from '../backends/tokens.js';

/** @returns an issuer whose key is made when a token is first signed or verified: an API without such tokens starts sooner. */
export function lateIssuer(): LocalIssuer {
  let made: Promise<LocalIssuer> | undefined;
  const issuer = () => {
    made ??= localIssuer();
    return made;
  };
  return {
    sign: async (name, claims) => (await issuer()).sign(name, claims),
    verify: async (token, name) => (await issuer()).verify(token, name),
  };
}
