import type { Deployment, TokenVerifier } from '../gateway/gateway.js';
import type { RestApi } from '../model/index.js';

/** Two deployments that differ as two real ones would: other API ids, request ids of another form, REST with a stage name. */
export interface Deployments {
  rest: Deployment;
  http: Deployment;
  /** Moves the clock of both past the longest time to live of an authorizer decision (3600 s, RT-AUTH-TTL). */
  letTimePass(): void;
}

/** Who may sign requests, and the account of both APIs. */
export interface Signing {
  callers: NonNullable<Deployment['callers']>;
  accountId: string;
}

/** What the two are called; both show up in `$context` and in events. */
export const stages = { rest: 'prod', http: '$default' } as const;
export const apiIds = { rest: 'rest123456', http: 'http123456' } as const;

const start = Date.UTC(2026, 0, 31, 12, 0, 0);
const twoHours = 2 * 60 * 60 * 1000;

/**
 * @param api its integrations say which stage variables there are
 * @param apiKey the key that the REST API's usage plan knows
 * @param tokens verifies the tokens that the requests carry
 * @param signers those who may sign requests; absent: whoever signs gets in
 * @param httpStage a named stage stands before paths in events, `$default` does not (RT-PATH-STAGE)
 */
export function deployments(
  api: RestApi,
  apiKey: string,
  tokens: TokenVerifier,
  { httpStage = stages.http, signers }: { httpStage?: string | undefined; signers?: Signing | undefined } = {},
): Deployments {
  let step = 0;
  const shared = {
    stageVariables: stageVariablesOf(api),
    accountId: signers?.accountId ?? '123456789012',
    ...(signers && { callers: signers.callers }),
    region: 'us-east-1',
    tokens,
    now: () => new Date(start + step * twoHours),
  };
  return {
    rest: {
      ...shared,
      stage: stages.rest,
      apiId: apiIds.rest,
      apiKeys: [apiKey],
      requestId: () => uuid(step),
      idsAreStandIns: true,
    },
    http: { ...shared, stage: httpStage, apiId: apiIds.http, apiKeys: [], requestId: () => shortId(step) },
    letTimePass() {
      step += 1;
    },
  };
}

/** REST request ids are UUIDs (RT-CTX-REQID). */
function uuid(step: number): string {
  return `00000000-0000-4000-8000-${String(step).padStart(12, '0')}`;
}

/** HTTP API request ids are short and end in `=` (RT-CTX-REQID). */
function shortId(step: number): string {
  return `Id${String(step).padStart(12, '0')}E=`;
}

/** @returns a value for every stage variable that an integration names; without one the variable would be empty (RT-HTTP-STAGEVAR). */
function stageVariablesOf({ operations }: RestApi): Record<string, string> {
  const texts = operations.map(({ integration }) =>
    JSON.stringify([integration?.uri, integration?.vpcLink, integration?.parameters]),
  );
  const names = texts.flatMap((text) => [...text.matchAll(/stageVariables\.(\w+)/g)].flatMap(([, name]) => name ?? []));
  return Object.fromEntries(names.sort().map((name) => [name, name]));
}
