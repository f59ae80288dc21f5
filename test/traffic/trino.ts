import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A parser of Trino's own grammar. */
interface TrinoParser {
  /** @returns what does not fit, empty for a good text */
  validate(sql: string): { startLine: number; startColumn: number; message: string }[];
}

/** Loads the parser, which Node.js cannot import as it is packed: its modules name folders. */
export async function trinoParser(): Promise<TrinoParser> {
  const outfile = join(await mkdtemp(join(tmpdir(), 'migrate-trino-')), 'trino.mjs');
  await build({
    stdin: { contents: "export { TrinoSQL } from 'dt-sql-parser/dist/parser/trino'", resolveDir: import.meta.dirname },
    ...{ bundle: true, format: 'esm', platform: 'node', outfile, logLevel: 'error' },
  });
  const { TrinoSQL } = await import(outfile);
  return new TrinoSQL();
}
