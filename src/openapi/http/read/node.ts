import { below, isObject, type Json, keysOf, type Pointer } from '../../../model/index.js';

/** A value of the definition together with its place. What is not written has the value `undefined`. */
export class Node {
  constructor(
    readonly value: Json | undefined,
    readonly at: Pointer,
  ) {}

  /** @returns whether anything is written here; YAML's empty value and `null` are nothing. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** @returns what messages call it: its key, or for an item of a list the key of the list. */
  get name(): string {
    return keysOf(this.at).findLast((key) => !/^\d+$/.test(key)) ?? 'the document';
  }

  get isObject(): boolean {
    return isObject(this.value);
  }

  /** @returns the entry of an object or list; a node without value when there is none. */
  child(key: string): Node {
    const { value } = this;
    const at = below(this.at, key);
    if (Array.isArray(value)) return new Node(value[Number(key)], at);
    return new Node(isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined, at);
  }

  /** @returns the entries of an object, in the order written. */
  entries(): [key: string, node: Node][] {
    const { value } = this;
    return isObject(value) ? Object.keys(value).map((key) => [key, this.child(key)]) : [];
  }

  /** @returns the items of a list. */
  items(): Node[] {
    const { value } = this;
    return Array.isArray(value) ? value.map((item, index) => new Node(item, below(this.at, index))) : [];
  }

  /** @returns the target of a local reference (`#/components/…`) below this node; no value when it leads nowhere. */
  target(reference: string): Node {
    return keysOf(decoded(reference.slice(1))).reduce<Node>((node, key) => node.child(key), this);
  }
}

/** References are URI fragments, so `{` may come as `%7B`. */
function decoded(fragment: string): string {
  return /%(?![0-9A-Fa-f]{2})/.test(fragment) ? fragment : safeDecode(fragment);
}

function safeDecode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (error) {
    // Bytes that are no UTF-8: then the key is meant as written.
    if (error instanceof URIError) return fragment;
    throw error;
  }
}
