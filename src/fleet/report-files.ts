import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { AnalysisFormat } from '../report/analysis.js';

/** Endings of reports by their form. */
const endings: Record<AnalysisFormat, string> = {
  text: 'txt',
  json: 'json',
  markdown: 'md',
  html: 'html',
  sarif: 'sarif',
  junit: 'xml',
};

/**
 * @param inputs as they were named, with `/` in between
 * @returns for each the file of its report below `folder`: the path of the input and the ending of the form, so that no two
 *   are alike and a name stays when other inputs come and go
 */
export function reportFiles(inputs: readonly string[], folder: string, format: AnalysisFormat): string[] {
  const taken = new Set<string>();
  return inputs.map((input) => {
    const file = free(join(folder, nameOf(input)), endings[format], taken);
    taken.add(file.toLowerCase());
    return file;
  });
}

/** The path from the current folder; from the root of the disk for what is not below it. */
function nameOf(input: string): string {
  const path = resolve(input);
  const fromHere = relative('.', path);
  if (fromHere === '') return path.split(sep).at(-1) || 'api';
  const isBelow = !isAbsolute(fromHere) && fromHere.split(sep)[0] !== '..';
  return isBelow ? fromHere : path.replace(/^[\\/]+/, '').replaceAll(':', '');
}

/** Disks that know no letter case take `A.yaml` and `a.yaml` for one. */
function free(name: string, ending: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const file = number === 1 ? `${name}.${ending}` : `${name}-${number}.${ending}`;
    if (!taken.has(file.toLowerCase())) return file;
  }
}
