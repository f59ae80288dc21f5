import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Region } from '../region.js';
import { attempt, restList, type Scope } from './scope.js';

/**
 * Keys up to which those of a plan are counted, one call a key: GetUsagePlanKeys would be one call a plan, and answers
 * with the values of the keys, which are nobody's business.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetUsagePlanKeys.html
 */
const mostKeys = 100;

/** @returns the usage plans that name the stage, with the number of their keys where there are not too many to count */
export async function readUsagePlans(scope: Scope): Promise<JsonObject[]> {
  const { region, of } = scope;
  const plans = await region.once('usage-plans', () => listPlans(region));
  const named = plans.filter(({ apiStages }) =>
    objectsIn(apiStages).some(({ apiId, stage }) => apiId === of.apiId && stage === of.stage),
  );
  if (named.length === 0) return [];
  const read = () => region.once('keys-of-plans', () => countKeys(region));
  const counts = await attempt(scope, { name: 'usagePlans.apiKeys', permission: 'apigateway:GET' }, read);
  return named.map((plan) => {
    const own = { ...plan, apiStages: objectsIn(plan['apiStages']).filter(({ apiId }) => apiId === of.apiId) };
    return counts === undefined ? own : { ...own, apiKeys: { count: counts.get(String(plan['id'])) ?? 0 } };
  });
}

/** @returns how many keys are tied to the stage itself, as in the time before usage plans */
export async function readKeyCount({ region, of }: Scope): Promise<JsonObject> {
  const keys = await listKeys(region);
  const isTied = ({ stageKeys }: JsonObject) =>
    Array.isArray(stageKeys) && stageKeys.includes(`${of.apiId}/${of.stage}`);
  return { count: keys.filter(isTied).length };
}

async function listPlans(region: Region, keyId?: string): Promise<JsonObject[]> {
  const client = await region.clients.restApis();
  const { GetUsagePlansCommand } = await import('@aws-sdk/client-api-gateway');
  const of = keyId === undefined ? {} : { keyId };
  return restList(region, (page) => client.send(new GetUsagePlansCommand({ ...page, ...of })));
}

/** Never with their values. */
function listKeys(region: Region): Promise<JsonObject[]> {
  return region.once('keys', async () => {
    const client = await region.clients.restApis();
    const { GetApiKeysCommand } = await import('@aws-sdk/client-api-gateway');
    return restList(region, (page) => client.send(new GetApiKeysCommand({ ...page, includeValues: false })));
  });
}

/** @returns the number of keys by plan; undefined where there are too many keys */
async function countKeys(region: Region): Promise<Map<string, number> | undefined> {
  const keys = await listKeys(region);
  if (keys.length > mostKeys) return undefined;
  const plansOfKeys = await Promise.all(keys.map(({ id }) => listPlans(region, String(id))));
  const counts = new Map<string, number>();
  for (const { id } of plansOfKeys.flat()) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
  return counts;
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
