import { isObject, type Json, type JsonObject } from '../model/index.js';
import { longestChain, referredNode } from './nodes.js';
import { isIntrinsic } from './templated.js';

/** Key under which a reference that leads nowhere is kept. */
export const danglingKey = 'x-dangling-reference';

type Collection = JsonObject | Json[];

/**
 * Replaces references by what they name, in one pass that copies only what has a reference in it. Libraries for this
 * copy the whole document, and follow every reference with a URL: a multiple of the time that all the rest takes on a
 * definition of 6 MB (`npm run bench`).
 *
 * Keys beside a `$ref` win over those of its target, and the others are added. What stands in a function of CloudFormation
 * is the template engine's, and stays as it is written.
 */
export class ReferenceResolver {
  /** Whether a reference leads out of the document; it is kept as dangling. */
  hasForeign = false;

  /** What became of each collection of the document. */
  private readonly results = new Map<Collection, Collection>();
  /** Copies that something refers to, and that are still empty: a model may refer to itself. */
  private readonly unfilled: [source: Collection, copy: Collection][] = [];
  private readonly targets = new Map<string, Collection | undefined>();
  /** References with keys beside them, and those that lead nowhere: the object that stands for each. */
  private readonly standIns = new Map<JsonObject, Collection>();

  constructor(private readonly root: JsonObject) {}

  /** @returns the resolved document */
  resolve(): JsonObject {
    const resolved = this.resultOf(this.root);
    for (let next = this.unfilled.pop(); next !== undefined; next = this.unfilled.pop()) this.fill(...next);
    // An object stays an object, also where it is a reference: the top of a document is none.
    return resolved as JsonObject;
  }

  private valueOf(value: Json | undefined): Json | undefined {
    if (typeof value !== 'object' || value === null || isIntrinsic(value)) return value;
    if (!isReference(value)) return this.resultOf(value);
    return this.referredTo(this.meantBy(value, longestChain));
  }

  /** Goes down the tree; never along a reference, which could lead back up. */
  private resultOf(source: Collection): Collection {
    const known = this.results.get(source);
    if (known !== undefined) return known;
    const hasChanged = this.hasReferenceBelow(source);
    // Something below may have referred to this very object.
    const early = this.results.get(source);
    const result = early ?? (hasChanged ? this.fill(source, emptyLike(source)) : source);
    this.results.set(source, result);
    return result;
  }

  /** Looks at collections only: they are far fewer than what they hold. */
  private hasReferenceBelow(source: Collection): boolean {
    for (const child of Object.values(source)) {
      if (typeof child === 'object' && child !== null && this.valueOf(child) !== child) return true;
    }
    return false;
  }

  private referredTo(source: Collection): Collection {
    const known = this.results.get(source);
    if (known !== undefined) return known;
    const copy = emptyLike(source);
    this.results.set(source, copy);
    this.unfilled.push([source, copy]);
    return copy;
  }

  private fill(source: Collection, copy: Collection): Collection {
    // A list is filled by its indexes like an object by its keys.
    const target = copy as JsonObject;
    const written = source as JsonObject;
    for (const key of Object.keys(written)) {
      const value = this.valueOf(written[key]);
      // Assigned, this key would change what all others inherit.
      if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true });
      else target[key] = value;
    }
    return copy;
  }

  /** What a reference stands for, as written: its target, with the keys beside the `$ref` put over it. */
  private meantBy(holder: JsonObject, hops: number): Collection {
    const known = this.standIns.get(holder);
    if (known !== undefined) return known;
    const { $ref: written, ...beside } = holder;
    const target = hops > 0 ? this.targetOf(written) : undefined;
    const meant = isReference(target) ? this.meantBy(target, hops - 1) : target;
    const standIn = meant === undefined ? { ...beside, [danglingKey]: written ?? null } : over(beside, meant);
    this.standIns.set(holder, standIn);
    return standIn;
  }

  private targetOf(written: Json | undefined): Collection | undefined {
    const reference = typeof written === 'string' && written.startsWith('#') ? written : undefined;
    if (reference === undefined) {
      this.hasForeign = true;
      return undefined;
    }
    if (!this.targets.has(reference)) {
      const node = referredNode(this.root, reference);
      this.targets.set(reference, typeof node === 'object' && node !== null ? node : undefined);
    }
    return this.targets.get(reference);
  }
}

/** @returns whether a value is a reference. A model may have a property of that name; then it is an object. */
export function isReference(value: Json | undefined): value is JsonObject {
  return isObject(value) && value['$ref'] !== undefined && typeof value['$ref'] !== 'object';
}

function emptyLike(source: Collection): Collection {
  return Array.isArray(source) ? [] : {};
}

function over(beside: JsonObject, meant: Collection): Collection {
  if (Array.isArray(meant) || Object.keys(beside).length === 0) return meant;
  const rest = Object.entries(meant).filter(([key]) => !Object.hasOwn(beside, key));
  return { ...beside, ...Object.fromEntries(rest) };
}
