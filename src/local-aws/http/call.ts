import type { JsonObject } from '../../model/index.js';
import type { Operation, OperationOutcome } from '../operation.js';
import type { World } from '../world.js';
import { type ApiRecord, at, type HttpAccount } from './account.js';
import { notFound } from './refusals.js';

/** An operation on the HTTP side of an account. */
export type HttpOperation = Operation<HttpAccount>;

/** What an operation is called with. */
export interface Call {
  input: JsonObject;
  account: HttpAccount;
  world: World;
}

/** @returns a member that is a text, `''` where there is none */
export function textIn(input: JsonObject, name: string): string {
  const value = input[name];
  return value === undefined || value === null ? '' : String(value);
}

export function done(answer: JsonObject): OperationOutcome {
  return { kind: 'done', answer };
}

/** Makes the `run` of an operation on an API that has to be there. The message is AWS's (C). */
export function onApi(run: (record: ApiRecord, call: Call) => OperationOutcome): HttpOperation['run'] {
  return (account, input, world) => {
    const apiId = textIn(input, 'apiId');
    const record = at(account.apis, apiId);
    if (!record) return notFound(`Invalid API identifier specified ${world.accountId}:${apiId}`);
    return run(record, { input, account, world });
  };
}

/** A time as this control plane writes it, to the second. */
export function timestamp(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
