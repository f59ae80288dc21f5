import { Failure, isObject, type Json, type JsonObject, jsonOf } from '../model/index.js';
import { type AwsAccount, emptyAwsAccount } from './account.js';

/** What an endpoint keeps between two runs. */
export interface State {
  account: AwsAccount;
  /** Digests of the definitions that were imported at the start: none is imported twice. */
  seeds: string[];
}

const format = 'apigw-migrate/aws-endpoint';
const version = 1;

export function emptyState(): State {
  return { account: emptyAwsAccount(), seeds: [] };
}

/** @returns the state as the text of a file; domain names, which both kinds of API share, stand in it once */
export function stateText({ account, seeds }: State): string {
  const { rest, http, ...others } = account;
  const { domainNames, ...restOnly } = rest;
  const { domainNames: _, ...httpOnly } = http;
  return `${JSON.stringify({ format, version, seeds, domainNames, rest: restOnly, http: httpOnly, ...others })}\n`;
}

/**
 * @param file name for messages
 * @throws Failure (`usage`) when the text is not what `stateText` writes
 */
export function readState(text: string, file: string): State {
  const value = jsonOf(text);
  if (!isObject(value) || value['format'] !== format) {
    throw unusable('This is not the state of an embedded AWS endpoint.', file);
  }
  if (value['version'] !== version) {
    throw unusable(`The state has version ${String(value['version'])}, and this program writes ${version}.`, file);
  }
  const broken = brokenPart(value);
  if (broken !== undefined) throw unusable(`The state is broken: ${broken} is not what it should be.`, file);
  return stateOf(value);
}

function unusable(message: string, file: string): Failure {
  return new Failure('usage', message, 'Name another --state FILE, or move this one away to begin anew.', { file });
}

/** Checked by `brokenPart`, part by part, as deep as the endpoint relies on it to find its items. */
function stateOf({ seeds, domainNames, rest, http, functions, userPools, metrics }: JsonObject): State {
  const account = {
    ...{ functions, userPools, metrics },
    rest: { ...(isObject(rest) && rest), domainNames },
    http: { ...(isObject(http) && http), domainNames },
  };
  // What `stateText` wrote is an account.
  return { account: account as unknown as AwsAccount, seeds: Array.isArray(seeds) ? seeds.map(String) : [] };
}

type Check = (value: Json | undefined) => boolean;

const isMapOf =
  (fits: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(fits);

const has =
  (parts: Record<string, Check>): Check =>
  (value) =>
    isObject(value) && Object.entries(parts).every(([name, fits]) => fits(value[name]));

const isMap = isMapOf(isObject);
const isList: Check = (value) => Array.isArray(value);

const restApi = has({
  state: has({
    ...{ api: isObject, resources: isList, models: isList, authorizers: isList },
    ...{ requestValidators: isList, gatewayResponses: isList },
  }),
  deployments: isMapOf(has({ item: isObject, snapshot: isObject })),
  stages: isMap,
});

const configuration = { api: isObject, routes: isMap, integrations: isMap, authorizers: isMap };
const httpApi = has({ ...configuration, stages: isMap, deployments: isMap, snapshots: isMapOf(has(configuration)) });
const usagePlan = has({ item: has({ apiStages: isList }), keys: isList });

const parts: Record<string, Check> = {
  seeds: isList,
  domainNames: isMapOf(has({ domainName: isObject, mappings: isMap })),
  rest: has({ apis: isMapOf(restApi), usagePlans: isMapOf(usagePlan), apiKeys: isMap, vpcLinks: isMap }),
  http: has({ apis: isMapOf(httpApi), vpcLinks: isMap }),
  functions: has({ policies: isMapOf(isList), functions: (value) => value === 'any' || Array.isArray(value) }),
  userPools: isMapOf(isList),
  metrics: isList,
};

function brokenPart(value: JsonObject): string | undefined {
  return Object.entries(parts).find(([name, fits]) => !fits(value[name]))?.[0];
}
