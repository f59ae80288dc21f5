import { isObject, type Json, type JsonObject, keysOf, type Pointer } from '../model/index.js';

/** References may lead through references, in circles too; nobody means more than a few. */
export const longestChain = 20;

/**
 * @param at a pointer that may lead through references, as the readers give it
 * @returns what is written at a place; a reference that stands there itself is returned as it is
 */
export function writtenAt(root: JsonObject, at: Pointer): Json | undefined {
  return descend(root, keysOf(at), longestChain);
}

/** @returns what is meant at a place: as `writtenAt`, with a reference there followed to its end */
export function meantAt(root: JsonObject, at: Pointer): Json | undefined {
  return followed(root, writtenAt(root, at), longestChain);
}

/** @returns what a reference of the document names, as written; undefined for one that leads nowhere, or out of it */
export function referredNode(root: JsonObject, reference: string, hops = longestChain): Json | undefined {
  if (!reference.startsWith('#') || hops === 0) return undefined;
  return descend(root, keysOf(safelyDecoded(reference.slice(1))), hops);
}

/** Follows the references that lie on the way to a place, but not one that stands there. */
function descend(root: JsonObject, keys: string[], hops: number): Json | undefined {
  let node: Json | undefined = root;
  for (const key of keys) {
    node = followed(root, node, hops - 1);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    // A list is read by its indexes like an object by its keys.
    node = (node as JsonObject)[key];
  }
  return node ?? undefined;
}

/** A reference may lead to a reference. */
function followed(root: JsonObject, start: Json | undefined, most: number): Json | undefined {
  let node = start;
  for (let hops = most; isObject(node) && typeof node['$ref'] === 'string'; hops--) {
    node = referredNode(root, node['$ref'], hops);
  }
  return node;
}

/** References are URIs, so keys may be percent-encoded; a stray percent sign is meant as it is. */
function safelyDecoded(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text);
}
