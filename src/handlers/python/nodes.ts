import type { SyntaxNode } from '@lezer/common';

/** A node and the source that it is a part of. */
export interface PythonNode {
  node: SyntaxNode;
  text: string;
}

/** @returns the nodes right below a node, in order; punctuation and comments are among them */
export function nodesIn({ node, text }: PythonNode): PythonNode[] {
  const parts: PythonNode[] = [];
  for (let part = node.firstChild; part; part = part.nextSibling) parts.push({ node: part, text });
  return parts;
}

/** @returns what stands there */
export function textIn({ node, text }: PythonNode): string {
  return text.slice(node.from, node.to);
}

/** @returns the nodes between commas, without brackets, commas and comments */
export function itemsIn(list: PythonNode): PythonNode[] {
  return nodesIn(list).filter(({ node }) => !/^(?:[()[\]{},:]|Comment)$/.test(node.name));
}

/** @returns the text of a string literal without prefix and quotes; escapes are left as they are */
export function literalText(node: PythonNode): string {
  return textIn(node).replace(/^[a-z]*("""|'''|"|')([\s\S]*)\1$/i, '$2');
}
