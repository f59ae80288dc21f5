import type { Code } from '../code.js';
import { nodesIn, type PythonNode, textIn } from './nodes.js';

/** @returns `import a.b as c` and `from a.b import c as d` with the module and the names in it, not those they get here */
export function importCode(part: PythonNode): Code {
  const span = { from: part.node.from, to: part.node.to };
  const words = nodesIn(part).map(textIn);
  const at = words.indexOf('import');
  const names = words
    .slice(at + 1)
    .filter((word, index, all) => /^\w/.test(word) && all[index - 1] !== 'as' && word !== 'as');
  if (words[0] === 'from') return { ...span, kind: 'import', module: words.slice(1, at).join(''), names };
  const modules = words
    .slice(1)
    .join(' ')
    .split(' , ')
    .map((one) => one.split(' as ')[0]?.replaceAll(' ', '') ?? '');
  return {
    ...span,
    kind: 'other',
    parts: modules.map((module): Code => ({ ...span, kind: 'import', module, names: [] })),
  };
}
