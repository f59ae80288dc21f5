import type { Node } from './node.js';
import type { Reading } from './reading.js';
import { engineOf } from './template.js';

/**
 * Reads a payload format version. AWS's samples write it as text or as a number, so YAML's `2.0` may arrive as 2 (XI-PFV).
 *
 * @returns `missing` when nothing is written; 1.0 for a placeholder and for what is no version, which is told
 */
export function payloadFormatOf(reading: Reading, node: Node): '1.0' | '2.0' | 'missing' {
  const version = reading.text(node);
  if (version === undefined) return 'missing';
  if (version.text === '1.0' || version.text === '1') return '1.0';
  if (version.text === '2.0' || version.text === '2') return '2.0';
  if (engineOf(version) === undefined) {
    reading.messages.refuse(node.at, 'XI-PFV', 'The payload format version should be "1.0" or "2.0".');
  }
  return '1.0';
}
