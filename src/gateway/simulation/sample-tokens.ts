import type { HttpApi, RestApi } from '../../model/index.js';
import type { LocalIssuer } from '../backends/tokens.js';
import { issuerOfPool } from '../user-pool.js';

/** A token that the local issuer signed, good for one authorizer of the simulated API and nowhere else. */
export interface SampleToken {
  authorizer: string;
  /** REST asks for an ID token where a method has no scopes, for an access token where it has (RT-JWT-TOKENUSE). */
  use: 'id' | 'access';
  token: string;
}

/** What a token must hold to pass. */
interface Demand {
  name: string;
  issuer: string;
  client: string;
  scopes: string[];
}

/** @returns tokens for the JWT authorizers of an HTTP API. */
export function httpSampleTokens(api: HttpApi, issuer: LocalIssuer): Promise<SampleToken[]> {
  const demands = api.authorizers.flatMap((authorizer): Demand[] => {
    if (authorizer.kind !== 'jwt') return [];
    const { name } = authorizer;
    const uses = api.routes.flatMap(({ authorization: access }) =>
      access.kind === 'authorizer' && access.name === name ? access.scopes : [],
    );
    return [{ name, issuer: authorizer.issuer.text, client: authorizer.audience[0]?.text ?? '', scopes: uses }];
  });
  return signed(demands, issuer);
}

/**
 * @param beside the HTTP API that it becomes: its tokens are of a client that passes there too, as those of real clients are
 * @returns tokens for the Cognito authorizers of a REST API, in the name of each one's first user pool
 */
export function restSampleTokens(api: RestApi, issuer: LocalIssuer, beside?: HttpApi): Promise<SampleToken[]> {
  const requirements = api.operations.flatMap(({ access }) => access.requirements);
  const demands = api.authorizers.flatMap((authorizer): Demand[] => {
    const pool = authorizer.kind === 'cognito' ? issuerOfPool(authorizer.providerArns[0]?.text ?? '') : undefined;
    if (pool === undefined) return [];
    const scopes = requirements.flatMap((one) =>
      one.kind === 'authorizer' && one.scheme === authorizer.name ? one.scopes : [],
    );
    return [{ name: authorizer.name, issuer: pool, client: clientAt(beside, authorizer.name), scopes }];
  });
  return signed(demands, issuer);
}

function clientAt(beside: HttpApi | undefined, name: string): string {
  const authorizer = beside?.authorizers.find((one) => one.name === name);
  return (authorizer?.kind === 'jwt' && authorizer.audience[0]?.text) || 'an-app-client';
}

async function signed(demands: Demand[], issuer: LocalIssuer): Promise<SampleToken[]> {
  // What it signs in the name of a real issuer would not pass.
  const own = demands.filter((demand) => issuer.speaksFor?.(demand.issuer) ?? true);
  const tokens = own.flatMap(({ name, issuer: by, client, scopes }) => {
    const sub = 'local-user';
    const scope = [...new Set(scopes)].sort().join(' ');
    const id = { use: 'id', claims: { sub, token_use: 'id', aud: client } } as const;
    const access = { use: 'access', claims: { sub, token_use: 'access', client_id: client, scope } } as const;
    return (scope === '' ? [id] : [id, access]).map((one) => ({ name, by, ...one }));
  });
  return Promise.all(
    tokens.map(async ({ name, by, use, claims }) => ({ authorizer: name, use, token: await issuer.sign(by, claims) })),
  );
}
