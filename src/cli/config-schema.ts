import type { Decisions } from '../model/index.js';
import type { ConfigFile } from './config-file.js';
import { checkFile } from './schema-check.js';

/** What stands in a decisions file, as `schemas/config.schema.json` describes it. */
export type Config = Partial<Omit<Decisions, 'payloadFormat'>> & {
  /** YAML reads `payloadFormat: 2.0` as a number. */
  payloadFormat?: '1.0' | '2.0' | 1 | 2;
};

/**
 * Holds a configuration against the published schema.
 *
 * @throws Failure (`usage`) that names everything that does not fit
 */
export async function checkConfig(file: ConfigFile): Promise<Config> {
  return checkFile<Config>(file, { schema: 'schemas/config.schema.json', kind: 'usage' });
}
