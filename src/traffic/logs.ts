import { Failure, type Recording } from '../model/index.js';

/** Opens access logs. */
export function openLogs(files: readonly string[], _path: string): Recording {
  throw new Failure('input', 'This is no recorded traffic that can be read.', 'x', { file: files[0] ?? '', line: 1 });
}
