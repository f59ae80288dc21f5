import { below, isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import type { ParsedText, SettingsDocument } from '../document.js';
import { Origins } from './origins.js';

/** Properties of a template to take settings from, and where in the template each stands. */
export interface PropertySource {
  properties: JsonObject;
  /** Where the properties stand, or who knows it. */
  at: Pointer | Origins;
}

/** Settings that are being made: each value with the place in the template that it comes from. */
export class SettingsDraft {
  private readonly root: JsonObject = { version: 1 };
  private readonly origins: Origins;

  /** @param base the resource that stands for what has no place of its own */
  constructor(
    private readonly template: ParsedText,
    base: Pointer,
  ) {
    this.origins = new Origins(base);
  }

  /** Sets one value, and makes the maps above it; where the key is a number, lists. */
  put(keys: string[], value: Json, from: Pointer): void {
    let node: JsonObject = this.root;
    keys.forEach((key, index) => {
      if (index === keys.length - 1) node[key] = value;
      else node = childOf(node, key, isIndex(keys[index + 1]));
    });
    this.origins.put(below('', ...keys), from);
  }

  /** Sets what stands in a map of properties, by the names that the settings have for it. */
  copy(keys: string[], source: PropertySource, names: Record<string, string>): void {
    for (const [property, name] of Object.entries(names)) {
      const value = source.properties[property];
      if (value === undefined || value === null) continue;
      this.put([...keys, name], coerced(value, name), placeOf(source, property));
      this.origins.put(below('', ...keys), placeOf(source));
    }
  }

  /** Says that a part of the settings cannot be read, or not be written down; the reason is no sentence. */
  unknown(part: string, reason: string, from: Pointer): void {
    this.put(['unknown', String(this.count('unknown'))], { part, reason }, from);
  }

  /** Tells the properties that nobody has a word for. */
  tellOthers(part: string, source: PropertySource, known: ReadonlySet<string>): void {
    for (const property of Object.keys(source.properties)) {
      if (known.has(property)) continue;
      this.unknown(part, `this version does not know the property ${property}`, placeOf(source, property));
    }
  }

  /** @returns how many entries a list of the settings has so far */
  count(list: string): number {
    const entries = this.root[list];
    return Array.isArray(entries) ? entries.length : 0;
  }

  /** @returns the settings as they are now */
  document(): SettingsDocument {
    return { root: this.root, locate: (pointers) => this.origins.locate(this.template, pointers), partial: true };
  }
}

/** @returns where a property stands in the template */
export function placeOf({ at }: PropertySource, ...keys: string[]): Pointer {
  return typeof at === 'string' ? below(at, ...keys) : at.of(below('', ...keys));
}

function isIndex(key: string | undefined): boolean {
  return key !== undefined && /^\d+$/.test(key);
}

function childOf(node: JsonObject, key: string, isList: boolean): JsonObject {
  const child = node[key];
  // A list is written by its indexes like an object by its keys.
  if (typeof child === 'object' && child !== null) return child as JsonObject;
  const made: Json = isList ? [] : {};
  node[key] = made;
  return made as JsonObject;
}

const switches = /(Enabled|Encrypted|disableExecuteApiEndpoint|useStageCache|requireAuthorizationForCacheControl)$/;
const numbers = /(Limit|limit|offset|TtlInSeconds|percentTraffic|minimumCompressionSize)$/;

/** CloudFormation takes text for switches and numbers. */
function coerced(value: Json, name: string): Json {
  if (typeof value !== 'string') return value;
  if (switches.test(name) && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return numbers.test(name) && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}

/** @returns AWS tags as a map: CloudFormation has a list of keys and values, SAM a map */
export function tagsOf(tags: Json | undefined): Json | undefined {
  if (!Array.isArray(tags)) return tags;
  const pairs = tags.flatMap((tag): [string, Json][] =>
    isObject(tag) && typeof tag['Key'] === 'string' ? [[tag['Key'], tag['Value'] ?? '']] : [],
  );
  return Object.fromEntries(pairs);
}
