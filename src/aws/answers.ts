import { isObject, type Json, type JsonObject } from '../model/index.js';

/** @returns what the SDK answered as JSON: times as ISO 8601, without what the SDK adds for itself */
export function answerJson(answer: object): JsonObject {
  const { $metadata: _, ...members } = JSON.parse(JSON.stringify(answer)) as JsonObject;
  return members;
}

/** @returns the members with a small letter first, as the AWS CLI shows those of API Gateway v1 */
export function inCamelCase(value: Json): Json {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      inCamelCase(member ?? null),
    ]),
  );
}

/** One page of a list, and where the next one begins. */
interface Page<Item> {
  items: Item[] | undefined;
  next: string | undefined;
}

/** Reads a list to its end. */
export async function allPages<Item>(read: (from: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let from: string | undefined;
  do {
    const { items, next } = await read(from);
    all.push(...(items ?? []));
    // A token that repeats would never end.
    from = next === from ? undefined : next;
  } while (from !== undefined && from !== '');
  return all;
}
