import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Operation, OperationOutcome } from '../operation.js';
import type { World } from '../world.js';
import type { RestAccount } from './account.js';
import { Input } from './input.js';
import { RefusedCall } from './refused-call.js';

/** One call of an operation. */
export interface Call {
  account: RestAccount;
  input: Input;
  world: World;
}

export type RestOperation = Operation<RestAccount>;

type Verb = RestOperation['verb'];

interface RestOperationDefinition extends Pick<RestOperation, 'name' | 'query' | 'headers' | 'body' | 'bodyNames'> {
  /** Verb and path. */
  at: `${Verb} /${string}`;
  /** Where it is not the usual one of the verb. */
  status?: number;
  /** @throws RefusedCall, before anything is changed */
  run(call: Call): object | Promise<object>;
}

/** @param definition its `run` returns the answer, as JSON, or a whole outcome where the answer is a file */
export function restOperation({ at, status, run, ...rest }: RestOperationDefinition): RestOperation {
  const [verb, path] = at.split(' ') as [Verb, string]; // The type of `at` says so.
  return {
    ...rest,
    verb,
    path,
    status: status ?? usualStatus(verb),
    run: (account, input, world) => outcomeOf(() => run({ account, input: new Input(rest.name, input), world })),
  };
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
function usualStatus(verb: Verb): number {
  switch (verb) {
    case 'GET':
    case 'PATCH':
      return 200;
    case 'POST':
    case 'PUT':
      return 201;
    case 'DELETE':
      return 202;
  }
}

async function outcomeOf(run: () => object | Promise<object>): Promise<OperationOutcome> {
  try {
    const answer = await run();
    return isDocument(answer) ? answer : { kind: 'done', answer: jsonOf(answer) };
  } catch (error) {
    if (error instanceof RefusedCall) return error.refusal;
    throw error;
  }
}

function isDocument(answer: object): answer is Extract<OperationOutcome, { kind: 'document' }> {
  return 'kind' in answer && answer.kind === 'document' && 'text' in answer;
}

/** A copy: what is answered does not change with the account afterwards. */
function jsonOf(answer: object): JsonObject {
  const json: Json = JSON.parse(JSON.stringify(answer));
  return isObject(json) ? json : {};
}
