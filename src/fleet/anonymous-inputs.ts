import { StandIns } from '../anonymise/stand-ins.js';
import { readNamed } from '../cli/bundle.js';
import { Failure } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { anonymousKey, anonymousName } from './anonymous.js';

/** What several inputs share, so that one value has one stand-in in all their reports. */
export interface AnonymousInputs {
  key: string;
  /** What the inputs are called, in their order. */
  names: string[];
}

/** Reads all inputs once for the key, one at a time. */
export async function anonymousInputs(inputs: readonly string[]): Promise<AnonymousInputs> {
  let key = '';
  for (const input of inputs) {
    const source = await readable(input);
    if (source) key = anonymousKey([{ file: '', text: key }, source]);
  }
  const standIns = new StandIns(key);
  return { key, names: inputs.map((input) => anonymousName(input, standIns.name('api', input))) };
}

/** What cannot be read is refused later, and tells nothing. */
async function readable(input: string): Promise<SourceText | undefined> {
  try {
    return await readNamed(input);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** @returns the failure under the name that its input is shown by: where that must not be named, a failure to read it must not either */
export function renamedFailure({ kind, message, next, place }: Failure, input: string, shown: string): Failure {
  const renamed = (text: string) => (shown === input ? text : text.replaceAll(input, shown));
  return new Failure(kind, renamed(message), renamed(next), place && { ...place, file: renamed(place.file) });
}
