/**
 * Takes away the declarations that the library does not lead to: `tsc -p tsconfig.types.json` checks and declares all of src,
 * and most of it is nobody's business.
 */
import { readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param entry the declarations of the library */
export function pruneDeclarations(entry) {
  const wanted = reachedFrom(entry);
  const folder = dirname(entry);
  for (const path of readdirSync(folder, { recursive: true }).map((path) => join(folder, path))) {
    if (path.endsWith('.d.ts') && !wanted.has(path)) rmSync(path);
  }
  removeEmpty(folder);
}

function reachedFrom(entry) {
  const reached = new Set();
  const next = [entry];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)\.js'/g);
    for (const [, path] of imports) next.push(join(dirname(file), `${path}.d.ts`));
  }
  return reached;
}

function removeEmpty(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) removeEmpty(path);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
