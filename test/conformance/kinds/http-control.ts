import { emptyHttpAccount, type HttpAccount } from '../../../src/local-aws/http/account.js';
import { httpOperations } from '../../../src/local-aws/http/operations.js';
import type { OperationOutcome } from '../../../src/local-aws/operation.js';
import { isObject, type Json, type JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { differences, type Matching, newMatching } from '../matchers.js';
import { entriesOf, listOf, objectOf, textOf } from '../values.js';
import { countingWorld } from '../world.js';
import { prepare, type Session } from './http-control-setup.js';

/** Calls of the HTTP control plane, in order. Results are subsets; members are written as SDKs do (`ApiId`). */
export async function checkHttpControl(fields: JsonObject): Promise<Verdict> {
  const session: Session = { account: emptyHttpAccount(), world: countingWorld(), ids: new Map() };
  const matching = newMatching(true);
  const found: string[] = [];
  for (const [index, step] of listOf(fields['steps']).entries()) {
    const { op, params, expected } = objectOf(step);
    const outcome = await call(session, {
      name: operationName(textOf(op)),
      params: objectOf(params),
      expected: objectOf(expected),
    });
    found.push(...stepDifferences(objectOf(expected), outcome, { matching, path: `step ${index}` }));
    learnIds(session, objectOf(objectOf(expected)['result']), outcome);
  }
  return verdictOf(found);
}

/** Python writes `create_route`, the service model `CreateRoute`. */
function operationName(op: string): string {
  return op.replaceAll(/(?:^|_)([a-zA-Z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** Names that AWS requires, and that a case leaves out where they do not matter. */
function defaultsOf(name: string, { apis }: HttpAccount): JsonObject {
  const [record] = Object.values(apis);
  const defaults: Record<string, JsonObject> = {
    CreateApi: { name: 'api', protocolType: 'HTTP' },
    CreateAuthorizer: { name: `authorizer${Object.keys(record?.authorizers ?? {}).length}` },
    CreateStage: { stageName: 'stage' },
    CreateVpcLink: { name: 'link', subnetIds: ['subnet-1'] },
  };
  return defaults[name] ?? {};
}

interface Step {
  name: string;
  params: JsonObject;
  expected: JsonObject;
}

/** What is missing may be why a call is to be refused, so nothing is prepared for such a call. */
async function call(session: Session, { name, params, expected }: Step): Promise<OperationOutcome> {
  const operation = httpOperations().find((one) => one.name === name);
  if (!operation) throw new Unsupported(`operation ${name}`);
  const { account, world, ids } = session;
  const input = { ...defaultsOf(name, account), ...objectOf(known(wireNames(params), ids)) };
  if (expected['error'] === undefined || input['apiId'] === undefined) await prepare(session, name, input);
  return operation.run(account, input, world);
}

/** Objects whose keys are data. */
const maps = ['requestParameters', 'responseParameters', 'stageVariables', 'tags', 'routeSettings'];

/** `ApiId` to `apiId`, at every level but where names are data. */
function wireNames(value: Json, isMap = false): Json {
  if (Array.isArray(value)) return value.map((item) => wireNames(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    entriesOf(value).map(([key, item]) => {
      const name = isMap || key.startsWith('$') ? key : key.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
      if (key === 'body' || key === 'Body') return ['body', typeof item === 'string' ? item : JSON.stringify(item)];
      if (key.startsWith('$')) return [key, wireNames(item, isMap)];
      return [name, isMap ? dataNames(item) : wireNames(item, maps.includes(name))];
    }),
  );
}

/** Below a map only settings of routes have names of the model; other values are texts, or maps of texts. */
function dataNames(item: Json): Json {
  const isSettings = Object.keys(objectOf(item)).some((key) =>
    /^(?:Throttling|DetailedMetrics|Logging|DataTrace)/.test(key),
  );
  return isSettings ? wireNames(item) : item;
}

/** Ids in a case stand for those that earlier steps made. */
function known(value: Json, ids: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') {
    const [, start = '', id = value] = /^(integrations\/)(.+)$/.exec(value) ?? [];
    return `${start}${ids.get(id) ?? id}`;
  }
  if (Array.isArray(value)) return value.map((item) => known(item, ids));
  if (!isObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, known(item, ids)]));
}

function learnIds({ ids }: Session, expected: JsonObject, outcome: OperationOutcome): void {
  if (outcome.kind !== 'done') return;
  for (const [name, value] of entriesOf(wireNames(expected))) {
    if (/Id$/.test(name) && typeof value === 'string') ids.set(value, textOf(outcome.answer[name]));
  }
}

function stepDifferences(
  { result, error }: JsonObject,
  outcome: OperationOutcome,
  { matching, path }: { matching: Matching; path: string },
): string[] {
  if (error !== undefined) {
    if (outcome.kind !== 'refused') return [`${path} should be refused, and is not`];
    const { code, status, message } = outcome;
    return differences(error, { code, status, message }, matching, path);
  }
  if (outcome.kind === 'refused') return [`${path} is refused: ${outcome.message}`];
  if (result === undefined || outcome.kind === 'document') return [];
  const wanted = objectOf(wireNames(result));
  const comparable = Object.fromEntries(entriesOf(wanted).filter(([name, value]) => !isOwnId(name, value)));
  return differences(comparable, outcome.answer, matching, path);
}

/** Ids of the case itself are not ours. */
function isOwnId(name: string, value: Json): boolean {
  return /Id$/.test(name) && typeof value === 'string';
}
