import { emptyRestAccount, type RestAccount } from '../../../src/local-aws/rest/account.js';
import type { RestApiState } from '../../../src/local-aws/rest/control-plane.js';
import { restOperations } from '../../../src/local-aws/rest/operations.js';
import { isObject, type Json, type JsonObject } from '../../../src/model/index.js';
import { countingWorld } from '../world.js';

/** An account, and calls on it by name. */
export class Calls {
  readonly account: RestAccount = emptyRestAccount();
  private readonly world = countingWorld();

  /** @returns the answer; `document` is the text of an export */
  async answer(name: string, input: JsonObject = {}): Promise<JsonObject> {
    const outcome = await this.outcome(name, input);
    if (outcome.kind === 'refused') throw new Error(`${name}: ${outcome.code}: ${outcome.message}`);
    return outcome.kind === 'document' ? { ...outcome } : outcome.answer;
  }

  /** @returns code and message of the refusal */
  async refusal(name: string, input: JsonObject = {}): Promise<string> {
    const outcome = await this.outcome(name, input);
    return outcome.kind === 'refused' ? `${outcome.code} ${outcome.message}` : 'no refusal';
  }

  /** @returns the id of what the call makes */
  async id(name: string, input: JsonObject = {}): Promise<string> {
    return String((await this.answer(name, input))['id']);
  }

  async exported(restApiId: string, exportType: string, more: JsonObject = {}): Promise<string> {
    const given = { parameters: { extensions: 'apigateway' }, ...more };
    return String((await this.answer('GetExport', { restApiId, stageName: 'live', exportType, ...given }))['text']);
  }

  state(restApiId: string): RestApiState {
    const record = this.account.apis[restApiId];
    if (!record) throw new Error(`no API ${restApiId}`);
    return record.state;
  }

  private async outcome(name: string, input: JsonObject) {
    const operation = restOperations.find((one) => one.name === name);
    if (!operation) throw new Error(`no operation ${name}`);
    const before = JSON.stringify(this.account);
    const outcome = await operation.run(this.account, input, this.world);
    if (outcome.kind === 'refused' && JSON.stringify(this.account) !== before) {
      throw new Error(`${name} is refused, and changes the account`);
    }
    return outcome;
  }
}

/** @returns an account with an API, the id of its root, and a method `GET /` of it that can be deployed */
export async function withApi(): Promise<{ calls: Calls; restApiId: string; resourceId: string }> {
  const calls = new Calls();
  const { id, rootResourceId } = await calls.answer('CreateRestApi', { name: 'Books' });
  const at = { restApiId: String(id), resourceId: String(rootResourceId) };
  await calls.answer('PutMethod', { ...at, httpMethod: 'GET', authorizationType: 'NONE' });
  await calls.answer('PutIntegration', { ...at, httpMethod: 'GET', type: 'MOCK' });
  return { calls, ...at };
}

/**
 * @returns the state with names and paths in place of ids, and without what differs from one import to the next: two
 * imports of one definition are equal so
 */
export function withoutIds(state: RestApiState): Json {
  const names = new Map([
    ...[...state.authorizers, ...state.requestValidators, ...state.models].map(({ id, name }) => [id, name] as const),
    ...state.resources.map(({ id, path }) => [id, path] as const),
    [state.api.id, 'API'] as const,
  ]);
  const { createdDate: _, ...api } = state.api;
  const json: Json = JSON.parse(JSON.stringify({ ...state, api }));
  return named(json, names);
}

const idKeys = ['id', 'parentId', 'rootResourceId', 'authorizerId', 'requestValidatorId', 'cacheNamespace'];

function named(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return value.replaceAll(/\/restapis\/[^/]+\/models\//g, '/restapis/API/models/');
  if (Array.isArray(value)) return value.map((one) => named(one, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const name = typeof one === 'string' && idKeys.includes(key) ? names.get(one) : undefined;
      return [key, name ?? named(one ?? null, names)];
    }),
  );
}

/** Imports, deploys, exports and imports again. @returns both states, or why the definition is refused at all */
export async function roundTrip(body: string, exportType: 'oas30' | 'swagger') {
  const calls = new Calls();
  const refusal = await calls.refusal('ImportRestApi', { body });
  if (refusal !== 'no refusal') return { refusal };
  const [first = ''] = Object.keys(calls.account.apis);
  const undeployable = await calls.refusal('CreateDeployment', { restApiId: first, stageName: 'live' });
  if (undeployable !== 'no refusal') return { refusal: undeployable };
  const text = await calls.exported(first, exportType);
  const second = await calls.id('ImportRestApi', { body: text, failOnWarnings: true });
  return { before: calls.state(first), after: calls.state(second), text };
}
