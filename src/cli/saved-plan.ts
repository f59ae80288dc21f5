import { Failure, isObject, jsonOf } from '../model/index.js';
import { readInput } from './files.js';

/** Hashes of the definition, of the account, and of the calls. */
export interface SavedPlanHashes {
  file: string;
  observed: string;
  digest: string;
}

/**
 * Reads what a saved plan says of itself.
 *
 * @throws Failure (`input`) where the file is no plan of an import against an account
 */
export async function readSavedPlan(file: string): Promise<SavedPlanHashes> {
  const wanted = 'a plan as migrate import FILE --dry-run --live --format json prints it';
  const { text } = await readInput(file, wanted);
  const root = jsonOf(text);
  const plan = isObject(root) && isObject(root['plan']) ? root['plan'] : {};
  const { file: sha256, observed, digest } = plan;
  if (typeof sha256 === 'string' && typeof observed === 'string' && typeof digest === 'string') {
    return { file: sha256, observed, digest };
  }
  throw new Failure('input', 'This is no plan of an import against an account.', `Pass ${wanted}.`, { file });
}
