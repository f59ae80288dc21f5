import type { HttpAuthorizer } from '../../model/index.js';
import type { World } from '../world.js';

/**
 * API Gateway asks the issuer of a JWT authorizer for its configuration when the authorizer is made. The text is AWS's as far as it
 * is known (IM-W-JWT, C).
 *
 * @returns what AWS says of an issuer that does not answer; `undefined` for one that does
 */
export function silenceOf(issuer: string, { reachesIssuer = () => true }: World): string | undefined {
  if (reachesIssuer(issuer)) return undefined;
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return `Caught exception when connecting to ${url} for issuer ${issuer}. Please try again later.`;
}

/** @returns the warnings of an import on authorizers that cannot be made, by their names */
export function unmadeAuthorizers(authorizers: readonly HttpAuthorizer[], world: World): Map<string, string> {
  return new Map(
    authorizers.flatMap((authorizer): [string, string][] => {
      const silence = authorizer.kind === 'jwt' ? silenceOf(authorizer.issuer.text, world) : undefined;
      if (silence === undefined) return [];
      return [[authorizer.name, `Unable to create Authorizer '${authorizer.name}': ${silence}`]];
    }),
  );
}
