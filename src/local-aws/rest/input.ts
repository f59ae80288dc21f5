import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { badRequest, invalid } from './refused-call.js';

/**
 * The input of a call. Members of the query are texts, those of a body are what the client's JSON says; each is read as
 * what the service model says that it is, and `null` counts as absent.
 */
export class Input {
  constructor(
    private readonly operation: string,
    private readonly members: JsonObject,
  ) {}

  /** @returns the member, or `undefined` where it is absent */
  value(name: string): Json | undefined {
    return this.members[name] ?? undefined;
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }

  /** @throws RefusedCall where it is absent */
  required(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw invalid(null, this.place(name), 'Member must not be null');
    return text;
  }

  boolean(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text.toLowerCase() === 'true';
  }

  /** @throws RefusedCall where it is no number */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) throw badRequest(`Invalid value for ${name} specified`);
    return number;
  }

  /** @throws RefusedCall where it is none of the values; a member of the path or the query has no `…Input` before its name (recorded) */
  oneOf<Value extends string>(name: string, values: readonly Value[], isInPath = false): Value | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = values.find((value) => value === text);
    if (found !== undefined) return found;
    throw invalid(text, isInPath ? name : this.place(name), enumConstraint(values));
  }

  object(name: string): JsonObject | undefined {
    const value = this.value(name);
    return isObject(value) ? value : undefined;
  }

  texts(name: string): Record<string, string> | undefined {
    const value = this.object(name);
    return value && Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text ?? '')]));
  }

  /** @returns an entry of the map `parameters`, which stands in the query by itself on the wire */
  parameter(name: string): string | undefined {
    return this.texts('parameters')?.[name] ?? this.text(name);
  }

  /** Templates that are null pass the body as it is. */
  templates(name: string): Record<string, string | null> | undefined {
    const value = this.object(name);
    return (
      value &&
      Object.fromEntries(Object.entries(value).map(([key, text]) => [key, text === null ? null : String(text)]))
    );
  }

  booleans(name: string): Record<string, boolean> | undefined {
    const value = this.object(name);
    return (
      value &&
      Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one).toLowerCase() === 'true']))
    );
  }

  list(name: string): string[] | undefined {
    const value = this.value(name);
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  objects(name: string): JsonObject[] {
    const value = this.value(name);
    return Array.isArray(value) ? value.filter(isObject) : [];
  }

  /** @returns the name that messages call a member of the body by: `putIntegrationInput.type` */
  place(name: string): string {
    return `${this.operation.charAt(0).toLowerCase()}${this.operation.slice(1)}Input.${name}`;
  }
}

/** @returns what `invalid` says of a value that is none of these (recorded) */
export function enumConstraint(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

/** @returns the object without its members that are `undefined` */
export function known<Item extends object>(item: Item): { [key in keyof Item]: Exclude<Item[key], undefined> } {
  // Entries lose which member has which type.
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as {
    [key in keyof Item]: Exclude<Item[key], undefined>;
  };
}
