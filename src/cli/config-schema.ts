import type { Decisions } from '../model/index.js';
import { configFailure } from './config-errors.js';
import type { ConfigFile } from './config-file.js';
import { readShipped } from './shipped.js';

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
  const [{ Ajv }, { default: formats }, schema] = await Promise.all([
    import('ajv'),
    import('ajv-formats'),
    readShipped('schemas/config.schema.json'),
  ]);
  const ajv = new Ajv({ allErrors: true, verbose: true });
  formats.default(ajv, ['date']);
  const validate = ajv.compile<Config>(JSON.parse(schema));
  const value = file.value;
  if (!validate(value)) throw configFailure(validate.errors ?? [], file);
  return value;
}
