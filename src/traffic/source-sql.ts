import type { Reading } from './detect.js';
import { duckDb, named, quoted } from './sql/dialect.js';
import { columnSource, type LogSource, lineSource } from './sql/log-source.js';

/** Files that are read alike. */
export interface FileSet extends Reading {
  isGzip: boolean;
  /** Where the text is: the file itself, or what was unpacked of it. */
  files: string[];
}

/** Signs that stand in no line, so that a line is one value. */
const noSign = '\u0001\u0002\u0003\u0004';

/** Reads files with DuckDB: the members of JSON lines as columns, by its own fast reader; all else line by line. */
export function fileSource(set: FileSet): LogSource {
  const { format } = set;
  if (format.kind === 'text' || set.isPrefixed) return lineSource(linesOf(set), format, duckDb, set.isPrefixed);
  const columns = Object.values(format.keys).map((key) => `${named(key)}: 'VARCHAR'`);
  const relation = `read_json(${filesOf(set)}, format = 'newline_delimited', ignore_errors = true, columns = {${columns.join(', ')}}, ${howOf(set)})`;
  return columnSource(relation, format.keys);
}

/** Bytes read at once. DuckDB's own 32 MB are held several times, and no faster; a line has to fit in, and DuckDB takes lines up to 2 MB. */
const chunkBytes = 4 << 20;

/** Latin-1 takes any bytes, so no line is lost for an encoding; what we read of a line is ASCII. */
function linesOf(set: FileSet): string {
  return `(SELECT line FROM read_csv(${filesOf(set)}, columns = {line: 'VARCHAR'}, auto_detect = false, header = false, delim = '${noSign}', quote = '', escape = '', comment = '', encoding = 'latin-1', strict_mode = false, buffer_size = ${chunkBytes}, ${howOf(set)}) WHERE trim(line) <> '') AS lines`;
}

function howOf({ isGzip }: FileSet): string {
  return `compression = ${isGzip ? "'gzip'" : "'uncompressed'"}, hive_partitioning = false`;
}

/** Names are patterns to DuckDB; within brackets a sign means itself. */
function filesOf({ files }: FileSet): string {
  return `[${files.map((file) => quoted(file.replaceAll(/[*?[]/g, '[$&]'))).join(', ')}]`;
}
