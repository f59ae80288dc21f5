import type { Program } from './code.js';
import { codeOf } from './python/code.js';
import { nodesIn, type PythonNode } from './python/nodes.js';

/** Reads Python 3. What is no sentence of the language is passed over, and its place told. */
export async function readPython(text: string): Promise<Program> {
  const { parser } = await import('@lezer/python');
  const script = { node: parser.parse(text).topNode, text };
  const trouble = firstTrouble(script);
  const code = nodesIn(script).map(codeOf);
  return trouble ? { code, trouble: { at: trouble.node.from, message: 'this is no Python 3' } } : { code };
}

function firstTrouble(node: PythonNode): PythonNode | undefined {
  if (node.node.type.isError) return node;
  for (const part of nodesIn(node)) {
    const found = firstTrouble(part);
    if (found) return found;
  }
  return undefined;
}
