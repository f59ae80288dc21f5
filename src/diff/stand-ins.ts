import { type CognitoAuthorizer, type HttpApi, isOpaque, plain, type RestApi } from '../model/index.js';

/** Two APIs that can be simulated, and what had to be assumed for that. */
export interface Simulated {
  rest: RestApi;
  http: HttpApi;
  /** In words, one for each assumption. */
  assumed: string[];
}

const region = 'us-east-1';

/**
 * Puts a user pool of ours where a template hides the real one, in both APIs alike: who gets in does not hang on which
 * pool it is. That the HTTP API names the same pool cannot be seen then, and is said.
 */
export function withStandIns(rest: RestApi, http: HttpApi): Simulated {
  const hidden = rest.authorizers.filter((one): one is CognitoAuthorizer => one.kind === 'cognito' && isHidden(one));
  const pools = new Map(hidden.map(({ name }, index) => [name, `${region}_StandIn${index + 1}`]));
  return {
    rest: {
      ...rest,
      authorizers: rest.authorizers.map((one) => (one.kind === 'cognito' ? poolFilled(one, pools) : one)),
    },
    http: {
      ...http,
      authorizers: http.authorizers.map((one) => {
        const pool = pools.get(one.name);
        return one.kind === 'jwt' && pool
          ? { ...one, issuer: plain(`https://cognito-idp.${region}.amazonaws.com/${pool}`) }
          : one;
      }),
    },
    assumed: hidden.map(
      ({ name }) =>
        `authorizer ${name}: a template hides the user pool, so that both APIs name the same one is assumed`,
    ),
  };
}

function isHidden({ providerArns }: CognitoAuthorizer): boolean {
  return providerArns.some((arn) => isOpaque(arn));
}

function poolFilled(authorizer: CognitoAuthorizer, pools: Map<string, string>): CognitoAuthorizer {
  const pool = pools.get(authorizer.name);
  if (pool === undefined) return authorizer;
  return { ...authorizer, providerArns: [plain(`arn:aws:cognito-idp:${region}:123456789012:userpool/${pool}`)] };
}
