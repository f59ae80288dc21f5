import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Acceptance, type BackendDecision, type Decisions, Failure, noDecisions } from '../model/index.js';
import { isFolder } from './bundle.js';
import { now } from './clock.js';
import { placeText } from './config-errors.js';
import type { ConfigFile } from './config-file.js';
import { isSystemError, reasonOf } from './files.js';

/** Name under which a decisions file is found without `--config`. */
export const configName = 'migrate.config.yaml';

/**
 * Reads what the user decided. Without `config`, the file is looked for beside the input (in the folder of a bundle), then in the current folder;
 * where there is none, nothing has been decided. Acceptances that have expired are taken out, and that is said on stderr.
 *
 * @param options `config`: path given by a flag; `input`: path of the definition or its bundle, `-` for standard input
 * @returns the decisions; handlers of backends as absolute paths
 * @throws Failure (`usage`) with file, line, column and key when the file cannot be read or does not fit its schema
 */
export async function readDecisions(options: { config?: string | undefined; input: string }): Promise<Decisions> {
  const source = await findConfig(options);
  if (source === undefined) return noDecisions();
  const { parseConfigFile } = await import('./config-file.js');
  const file = parseConfigFile(source);
  if (file.value === undefined || file.value === null) return noDecisions();
  const { checkConfig } = await import('./config-schema.js');
  const config = await checkConfig(file);
  return {
    ...noDecisions(),
    ...config,
    file: source.file,
    payloadFormat: Number(config.payloadFormat ?? 1) === 2 ? '2.0' : '1.0',
    accept: stillAccepted(config.accept ?? [], file),
    backends: (config.backends ?? []).map((backend) => withAbsoluteHandler(backend, dirname(source.file))),
  };
}

async function findConfig(options: { config?: string | undefined; input: string }) {
  if (options.config !== undefined) {
    const found = await readIfThere(options.config);
    if (found) return found;
    throw new Failure('usage', 'There is no such file.', 'Check the path after --config.', { file: options.config });
  }
  const folder = (await isFolder(options.input)) ? options.input : dirname(options.input);
  return (await readIfThere(join(folder, configName))) ?? (await readIfThere(configName));
}

async function readIfThere(file: string): Promise<{ file: string; text: string } | undefined> {
  try {
    return { file, text: (await readFile(file, 'utf8')).replace(/^\uFEFF/, '') };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new Failure('usage', `The decisions cannot be read: ${reasonOf(error)}.`, 'Name a file with --config.', {
      file,
    });
  }
}

/** An acceptance holds through its last day, in UTC. */
function stillAccepted(acceptances: Acceptance[], file: ConfigFile): Acceptance[] {
  const today = now().toISOString().slice(0, 10);
  return acceptances.filter(({ rule, until }, index) => {
    if (until === undefined || until >= today) return true;
    const place = placeText(file.placeOf(`/accept/${index}`));
    process.stderr.write(`${place}: the acceptance of ${rule} ended on ${until} and no longer counts.\n`);
    return false;
  });
}

/** Nobody after this knows where the file was, so its paths are made absolute here. */
function withAbsoluteHandler(backend: BackendDecision, folder: string): BackendDecision {
  return backend.handler === undefined ? backend : { ...backend, handler: resolve(folder, backend.handler) };
}
