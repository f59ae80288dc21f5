import { readFileSync } from 'node:fs';
import { parseDocument } from '../src/openapi/parse.js';
import { printDocument } from '../src/openapi/print.js';
import { enlarge } from './enlarge.js';

/** The most that API Gateway imports (features.md, quotas): 6 MB. */
const mostBytes = 6_000_000;

/**
 * Makes a definition of 6 MB of a smaller one.
 *
 * @param file any definition that `migrate analyze` reads
 */
export function largeDefinition(file: string, syntax: 'json' | 'yaml'): { text: string; copies: number } {
  const { root } = parseDocument({ file, text: readFileSync(file, 'utf8') });
  const bytes = (copies: number) => Buffer.byteLength(printDocument(enlarge(root, copies), syntax));
  const estimate = Math.max(1, Math.floor(mostBytes / (bytes(11) / 11)));
  // Names of later copies are longer, so the estimate is a little off.
  const copies = Math.max(1, Math.floor((estimate * mostBytes) / bytes(estimate)));
  return { text: printDocument(enlarge(root, copies), syntax), copies };
}
