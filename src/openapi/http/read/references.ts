import { below, isObject, type Json, keysOf } from '../../../model/index.js';
import type { Reading } from './reading.js';

/** Keys whose values are data, not OpenAPI: a `$ref` in there is no reference. */
const data = new Set(['example', 'examples', 'enum']);

/**
 * Warns about each `$ref` that leads nowhere, in AWS's words (IM-W-REF). References into other files are never
 * followed: what is behind them is unknown.
 */
export function checkReferences(reading: Reading): void {
  for (const part of ['paths', 'components']) {
    new ReferenceWalk(reading).visit(reading.root.child(part).value, [part]);
  }
}

class ReferenceWalk {
  /** YAML aliases can make one object appear many times; once is enough, and keeps the walk linear. */
  private readonly seen = new WeakSet<object>();

  constructor(private readonly reading: Reading) {}

  visit(value: Json | undefined, path: string[]): void {
    if (typeof value !== 'object' || value === null || this.seen.has(value)) return;
    this.seen.add(value);
    if (isObject(value) && typeof value['$ref'] === 'string') this.check(value['$ref'], path);
    for (const [key, child] of Object.entries(value)) {
      if (isData(key, path.at(-1))) continue;
      path.push(key);
      this.visit(child, path);
      path.pop();
    }
  }

  private check(reference: string, path: string[]): void {
    const { messages, root } = this.reading;
    const at = below('', ...path, '$ref');
    if (!reference.startsWith('#')) {
      messages.unverified(at, 'IM-W-REF', 'This refers to another file or address, which is not read here.');
    } else if (!root.target(reference).exists) {
      messages.warn(at, 'IM-W-REF', `Parse issue: attribute ${attributeOf(path)}.${reference} is missing`);
    }
  }
}

/** An extension is the business of its own reader; a property that is called `example` is a property. */
function isData(key: string, parent: string | undefined): boolean {
  if (key === 'x-amazon-apigateway-any-method') return false;
  return key.startsWith('x-') || (data.has(key) && parent !== 'properties');
}

/** Writes a place as AWS's parser does: `paths.'/x'(get).responses.200.content.schema`, media types left out. */
function attributeOf(path: string[]): string {
  const [part, name, verb, ...rest] = path;
  const named = rest.filter((_, index) => rest[index - 1] !== 'content').join('.');
  if (part === 'paths' && verb !== undefined) return `paths.'${name}'(${verb})${named && `.${named}`}`;
  return keysOf(below('', ...path)).join('.');
}
