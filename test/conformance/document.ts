import type { Json } from '../../src/model/index.js';
import type { BasePathMode } from '../../src/openapi/base-path.js';
import { Unsupported } from './case.js';
import { objectOf, textOf } from './values.js';

/** @returns a definition of a case as text: `$yaml` holds it as it was, else it is JSON */
export function documentText(document: Json | undefined): string {
  const { $yaml } = objectOf(document);
  return typeof $yaml === 'string' ? $yaml : JSON.stringify(document ?? null);
}

/** @returns the parameter `basepath` of an import; AWS's default is to ignore it */
export function basePathMode(parameters: Json | undefined): BasePathMode {
  const { basepath } = objectOf(parameters);
  if (basepath === undefined) return 'ignore';
  if (basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') return basepath;
  throw new Unsupported(`basepath ${textOf(basepath)}`);
}
