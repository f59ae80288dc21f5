import { Failure } from '../model/index.js';
import { type BaselineFinding, baselineFileText } from '../report/baseline.js';
import { exists, readInput, writeWhole } from './files.js';

const wanted = 'a baseline as migrate analyze writes it';

/**
 * Reads a baseline.
 *
 * @throws Failure (`usage`) when there is none of that name, or it is none
 */
export async function readBaseline(file: string): Promise<BaselineFinding[]> {
  if (!(await exists(file))) {
    const next = 'Check the path after --baseline, or add --update-baseline to write it.';
    throw new Failure('usage', 'There is no such baseline.', next, { file });
  }
  const [{ parseConfigFile }, { checkFile }] = await Promise.all([
    import('./config-file.js'),
    import('./schema-check.js'),
  ]);
  const advice = {
    kind: 'usage',
    next: `Pass ${wanted}; or delete it, and write it anew with --update-baseline.`,
  } as const;
  const parsed = parseConfigFile(await readInput(file, wanted), advice);
  const format = { schema: 'schemas/baseline.schema.json', kind: 'usage' } as const;
  return (await checkFile<{ findings: BaselineFinding[] }>(parsed, format)).findings;
}

/**
 * Writes a baseline whole or not at all.
 *
 * @throws Failure (`usage`) when there is another file of that name, which is no baseline: a slip must not cost a definition
 */
export async function writeBaseline(file: string, findings: readonly BaselineFinding[]): Promise<void> {
  if (await exists(file)) await readBaseline(file);
  await writeWhole(file, baselineFileText(findings));
}
