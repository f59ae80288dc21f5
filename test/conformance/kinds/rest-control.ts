import { emptyRestAccount } from '../../../src/local-aws/rest/account.js';
import { restOperations } from '../../../src/local-aws/rest/operations.js';
import { isObject, type Json, type JsonObject } from '../../../src/model/index.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { documentText } from '../document.js';
import { differences, type Matching, newMatching } from '../matchers.js';
import { listOf, objectOf, textOf } from '../values.js';
import { countingWorld } from '../world.js';

/** Calls of the REST control plane on one account, in order; each answer is compared where the case has one. */
export async function checkRestControl(fields: JsonObject): Promise<Verdict> {
  const ids = new StandInIds(false);
  const verdict = await run(fields, ids);
  // The README does not say whether a call that is refused takes a number too: where numbers lead nowhere, it does.
  return ids.isLost ? run(fields, new StandInIds(true)) : verdict;
}

async function run(fields: JsonObject, ids: StandInIds): Promise<Verdict> {
  const account = emptyRestAccount();
  const world = countingWorld();
  const matching = newMatching();
  const found: string[] = [];
  for (const [index, step] of listOf(fields['steps']).map(objectOf).entries()) {
    const name = operationName(textOf(step['op']));
    const operation = restOperations.find((one) => one.name === name);
    if (!operation) throw new Unsupported(`operation ${name}`);
    const input = objectOf(ids.translated(withBody(objectOf(step['params']))));
    const outcome = await operation.run(account, input, world);
    ids.learn(name, outcome.kind === 'done' ? outcome.answer : {});
    const actual = outcome.kind === 'done' ? { result: shown(name, outcome.answer, input) } : { error: { ...outcome } };
    const place = `${index} ${textOf(step['key'] ?? step['op'])}`;
    if (step['expected'] !== undefined)
      found.push(...stepDifferences(objectOf(step['expected']), actual, matching, place));
  }
  return verdictOf(found);
}

function stepDifferences(expected: JsonObject, actual: JsonObject, matching: Matching, place: string): string[] {
  const kind = expected['error'] === undefined ? 'result' : 'error';
  if (actual[kind] === undefined) return [`${place} should be ${kind}, and is ${JSON.stringify(actual)}`];
  return differences(expected[kind] ?? null, actual[kind], { ...matching, partial: kind === 'error' }, place);
}

/** `put_method` is PutMethod. */
function operationName(op: string): string {
  return op.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function withBody(params: JsonObject): JsonObject {
  return isObject(params['body']) ? { ...params, body: documentText(params['body']) } : params;
}

/** As SDKs call the members: `item` of the wire is `items`, but for stages. The default namespace of a cache is an id that cases leave out. */
function shown(name: string, answer: JsonObject, input: JsonObject): Json {
  const { item, ...rest } = withoutNamespace(answer, textOf(input['resourceId']));
  if (item === undefined) return rest;
  return name === 'GetStages' ? { ...rest, item } : { ...rest, items: item };
}

function withoutNamespace(value: JsonObject, resourceId: string): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => key !== 'cacheNamespace' || one !== resourceId)
      .map(([key, one]) => [key, isObject(one) ? withoutNamespace(one, resourceId) : one]),
  );
}

/** Ids in the input of a case stand for those that earlier steps made: all are counted together, an API's and its root's are the first two. */
class StandInIds {
  private readonly made: (string | undefined)[] = [];
  /** Whether an id stood for nothing. */
  isLost = false;

  constructor(private readonly countsRefused: boolean) {}

  learn(operation: string, { id, rootResourceId }: JsonObject): void {
    if (!/^(Create|Import)/.test(operation)) return;
    for (const one of [id, rootResourceId]) if (typeof one === 'string') this.made.push(one);
    if (id === undefined && this.countsRefused) this.made.push(undefined);
  }

  translated(value: Json): Json {
    if (typeof value === 'string') {
      return value.replaceAll(/\b[a-z]{3}(\d{4})\b/g, (text, number: string) => {
        const made = this.made[Number(number) - 1];
        this.isLost ||= made === undefined;
        return made ?? text;
      });
    }
    if (Array.isArray(value)) return value.map((one) => this.translated(one));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.translated(one ?? null)]));
  }
}
