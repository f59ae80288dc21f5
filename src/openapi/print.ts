import { dump } from 'js-yaml';
import type { JsonObject } from '../model/index.js';

/**
 * Prints a document so that reading it gives the same values again: in YAML without anchors and folded lines, and with
 * quotes around every text that some YAML parser, 1.1 or 1.2, would take for a number, date or boolean (`"1.0"`).
 *
 * @returns text with a newline at the end
 */
export function printDocument(root: JsonObject, syntax: 'json' | 'yaml'): string {
  switch (syntax) {
    case 'json':
      return `${JSON.stringify(root, null, 2)}\n`;
    case 'yaml':
      return dump(root, { noRefs: true, lineWidth: -1, skipInvalid: true });
  }
}
