import { parseConfigFile } from './config-file.js';
import { checkFile } from './schema-check.js';

/**
 * Holds the `settings.json` of a bundle against the published schema.
 *
 * @throws Failure (`input`) with file, line, column and key of everything that does not fit
 */
export async function checkSettings(source: { file: string; text: string }): Promise<void> {
  const format = { schema: 'schemas/settings.schema.json', kind: 'input' } as const;
  const next = `Correct the file; ${format.schema} describes what it holds.`;
  await checkFile(parseConfigFile(source, { kind: format.kind, next }), format);
}
