import { isObject, type Json, type JsonObject } from '../model/index.js';
import type { Place } from '../plan/observed.js';
import type { Caller } from './caller.js';
import type { AwsClients } from './clients.js';
import { type Input, type ReadOperation, send, serviceOf } from './operations.js';
import { troubleOf } from './trouble.js';

/** An account in a region, and how it is called. */
export interface Account {
  clients: AwsClients;
  call: Caller;
}

/** Who calls, and where. */
export interface Identity extends Place {
  /** ARN of the user or role. */
  who: string;
}

/** @returns what AWS answers, as JSON: times as ISO 8601 */
export async function read({ clients, call }: Account, operation: ReadOperation, input: Input): Promise<JsonObject> {
  const answer = await call(serviceOf(operation), () => send(clients, operation, input));
  return jsonOfAnswer(answer);
}

/** What is not there reads as undefined. */
export async function readIfThere(account: Account, operation: ReadOperation, input: Input) {
  try {
    return await read(account, operation, input);
  } catch (error) {
    if (troubleOf(error)?.kind === 'missing') return undefined;
    throw error;
  }
}

/** Reads the `Items` of all pages. */
export async function readAll(account: Account, operation: ReadOperation, input: Input): Promise<JsonObject[]> {
  const items: JsonObject[] = [];
  for (let token: Json | undefined = null; token !== undefined; ) {
    const page: JsonObject = await read(account, operation, {
      ...input,
      MaxResults: '500',
      ...(token !== null && { NextToken: token }),
    });
    items.push(...(Array.isArray(page['Items']) ? page['Items'].filter(isObject) : []));
    token = page['NextToken'] ?? undefined;
  }
  return items;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export async function readIdentity(account: Account): Promise<Identity> {
  const answer = await read(account, 'GetCallerIdentity', {});
  const who = String(answer['Arn']);
  const partition = /^arn:([^:]+):/.exec(who)?.[1] ?? 'aws';
  return { who, partition, accountId: String(answer['Account']), region: account.clients.region };
}

export function jsonOfAnswer(answer: object): JsonObject {
  const { $metadata: _, ...members } = answer as JsonObject;
  if (members['body'] !== undefined) return members;
  return JSON.parse(JSON.stringify(members)) as JsonObject;
}
