import type { WrittenRequest } from '../model/index.js';
import { parseConfigFile } from './config-file.js';
import { checkFile } from './schema-check.js';

const format = { schema: 'schemas/requests.schema.json', kind: 'input' } as const;

/**
 * Reads a file of requests written by hand, in YAML or JSON.
 *
 * @throws Failure (`input`) with file, line, column and key of everything that does not fit `schemas/requests.schema.json`
 */
export async function readRequests(source: { file: string; text: string }): Promise<readonly WrittenRequest[]> {
  const next = `Correct the file; ${format.schema} describes what it holds.`;
  const file = parseConfigFile(source, { kind: format.kind, next });
  return (await checkFile<{ requests: WrittenRequest[] }>(file, format)).requests;
}
