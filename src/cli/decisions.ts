import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import {
  type Acceptance,
  type BackendDecision,
  type Decisions,
  Failure,
  type IssuerDecision,
  isObject,
  type JsonObject,
  noDecisions,
} from '../model/index.js';
import { isFolder } from './bundle.js';
import { now } from './clock.js';
import { placeText } from './config-errors.js';
import type { ConfigFile } from './config-file.js';
import { isSystemError, reasonOf } from './files.js';

/** Name under which a decisions file is found without `--config`. */
export const configName = 'migrate.config.yaml';

/**
 * Reads what the user decided. Without `config`, the file is looked for beside the input (in the folder of a bundle), then in the current folder;
 * where there is none, nothing has been decided. Acceptances that have expired accept nothing: they
 * are kept apart, and that is said on stderr.
 *
 * @param options `config`: path given by a flag; `input`: path of the definition or its bundle, `-` for standard input
 * @returns the decisions; files and folders of backends, and files of keys, as absolute paths
 * @throws Failure (`usage`) with file, line, column and key when the file cannot be read or does not fit its schema
 */
export async function readDecisions(options: ConfigSearch): Promise<Decisions> {
  return (await findDecisions(options))?.decisions ?? noDecisions();
}

/** Where to look for decisions: the path of a flag, and that of the definition, `-` for standard input. */
interface ConfigSearch {
  config?: string | undefined;
  input: string;
  /** Nothing is said on stderr: the caller tells what has expired. */
  quiet?: boolean;
  /** What the file is called on stderr, where its own name may tell whose it is. */
  shownAs?: string;
}

/**
 * Reads what the user decided, see `readDecisions`, with the file as it is written.
 *
 * @returns undefined where there is no file; `made` is empty for one that holds nothing but comments
 */
export async function findDecisions(
  options: ConfigSearch,
): Promise<{ decisions: Decisions; file: string; made: JsonObject } | undefined> {
  const source = await findConfig(options);
  if (source === undefined) return undefined;
  const { parseConfigFile } = await import('./config-file.js');
  const file = parseConfigFile(source);
  if (file.value === undefined || file.value === null) {
    return { decisions: noDecisions(), file: source.file, made: {} };
  }
  const { checkConfig } = await import('./config-schema.js');
  const config = await checkConfig(file);
  const decisions = {
    ...noDecisions(),
    ...config,
    file: source.file,
    payloadFormat: Number(config.payloadFormat ?? 1) === 2 ? ('2.0' as const) : ('1.0' as const),
    ...acceptedOf(config.accept ?? [], file, options),
    placeOf: file.placeOf,
    backends: (config.backends ?? []).map((backend) => withAbsolutePaths(backend, dirname(source.file))),
    issuers: (config.issuers ?? []).map((issuer) => withAbsoluteKeys(issuer, dirname(source.file))),
  };
  return { decisions, file: source.file, made: isObject(file.value) ? file.value : {} };
}

/** @returns where a decisions file is looked for first: beside the input, in the current folder for standard input */
export async function configBeside(input: string): Promise<string> {
  if (input === '-') return configName;
  return join((await isFolder(input)) ? input : dirname(input), configName);
}

/** @returns the files that decisions may be read from, there or not: to look for changes */
export async function configFiles({ config, input }: ConfigSearch): Promise<string[]> {
  return config === undefined ? [await configBeside(input), configName] : [config];
}

async function findConfig(options: ConfigSearch) {
  if (options.config !== undefined) {
    const found = await readIfThere(options.config);
    if (found) return found;
    throw new Failure('usage', 'There is no such file.', 'Check the path after --config.', { file: options.config });
  }
  return (await readIfThere(await configBeside(options.input))) ?? (await readIfThere(configName));
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
function acceptedOf(
  acceptances: Acceptance[],
  file: ConfigFile,
  { quiet = false, shownAs }: Pick<ConfigSearch, 'quiet' | 'shownAs'>,
): Pick<Decisions, 'accept' | 'expired'> {
  const today = now().toISOString().slice(0, 10);
  const placed = acceptances.map((acceptance, index) => ({ ...acceptance, at: `/accept/${index}` }));
  const holds = ({ until }: Acceptance) => until === undefined || until >= today;
  const expired = placed.filter((acceptance) => !holds(acceptance));
  for (const { rule, until, at } of quiet ? [] : expired) {
    const place = placeText({ ...file.placeOf(at), ...(shownAs !== undefined && { file: shownAs }) });
    process.stderr.write(`${place}: the acceptance of ${rule} ended on ${until} and no longer counts.\n`);
  }
  return { accept: placed.filter(holds), ...(expired.length > 0 && { expired }) };
}

/** Nobody after this knows where the file was, so its paths are made absolute here. */
function withAbsolutePaths(backend: BackendDecision, folder: string): BackendDecision {
  const { handler, command } = backend;
  return {
    ...backend,
    ...(handler !== undefined && { handler: resolve(folder, handler) }),
    ...(command !== undefined && { folder: resolve(folder, backend.folder ?? '.') }),
  };
}

function withAbsoluteKeys(issuer: IssuerDecision, folder: string): IssuerDecision {
  const isFile = issuer.keys !== 'discover' && !/^https?:\/\//i.test(issuer.keys);
  return isFile ? { ...issuer, keys: resolve(folder, issuer.keys) } : issuer;
}
