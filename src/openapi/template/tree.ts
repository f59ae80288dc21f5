import { Failure, type Json, type JsonObject } from '../../model/index.js';
import type { ParsedText } from '../document.js';

/** CloudFormation takes templates of 1 MB, so no template has more nodes, however often an alias repeats them. */
const mostNodes = 1_000_000;

/**
 * Gives every place of a template nodes of its own. Places that share a node by a YAML alias are changed apart from each
 * other, and what walks the template comes to an end.
 *
 * @throws Failure (`input`) when an alias stands in the node that it repeats, or aliases repeat more than a template can have
 */
export function withoutSharing(template: ParsedText): ParsedText {
  const above = new Set<object>();
  let nodes = 0;
  const copy = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    nodes += 1;
    if (above.has(value) || nodes > mostNodes) refuseAliases(template);
    above.add(value);
    const made = Array.isArray(value) ? value.map(copy) : copyMap(value, copy);
    above.delete(value);
    return made;
  };
  return { ...template, root: copyMap(template.root, copy) };
}

function copyMap(map: JsonObject, copy: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, copy(value ?? null)]));
}

function refuseAliases({ source }: ParsedText): never {
  const message = 'An alias of the template repeats a node without end, or more often than a template can hold.';
  throw new Failure('input', message, 'Write out what the alias stands for.', { file: source.file });
}
