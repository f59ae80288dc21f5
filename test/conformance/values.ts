import { isObject, type Json, type JsonObject } from '../../src/model/index.js';

/** Cases are JSON of others: these read a field as what it should be, and take what is absent or null for empty. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}

/** @returns entries of an object without those that are `undefined` */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return Object.entries(objectOf(value)).flatMap(([key, item]) => (item === undefined ? [] : [[key, item]]));
}

/** @returns an object of texts */
export function textsOf(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(entriesOf(value).map(([name, text]) => [name, textOf(text)]));
}

/** @returns what lies at the end of a path of keys and indexes */
export function follow(value: Json | undefined, path: readonly Json[]): Json | undefined {
  return path.reduce<Json | undefined>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)];
    return isObject(node) ? node[String(key)] : undefined;
  }, value);
}

/** @returns the JSON of a text, or `undefined` when it is none */
export function jsonOf(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @returns an object of the product as the JSON that it would travel as */
export function plain(value: object): Json {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
}
