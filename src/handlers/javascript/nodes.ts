import type * as t from '@babel/types';

/** Parts that are types, or say where something stands. */
const passedOver = new Set(['loc', 'extra', 'leadingComments', 'trailingComments', 'innerComments', 'tokens']);

/** @returns the nodes right below a node, in the order of the text; types are passed over */
export function nodesIn(node: t.Node): t.Node[] {
  const parts = Object.entries(node).flatMap(([name, part]: [string, unknown]) => (passedOver.has(name) ? [] : part));
  return parts.filter(isNode).sort((one, other) => (one.start ?? 0) - (other.start ?? 0));
}

function isNode(value: unknown): value is t.Node {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return (
    typeof value.type === 'string' && !/^(?:TSType|TypeAnnotation|TSInterface|TSTypeAlias|Comment)/.test(value.type)
  );
}
