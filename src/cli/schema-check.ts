import { type FileFormat, schemaFailure } from './config-errors.js';
import type { ConfigFile } from './config-file.js';
import { readShipped } from './shipped.js';

/**
 * Holds a file against its published schema.
 *
 * @returns its value, which `Shape` describes as the schema does
 * @throws Failure that names everything that does not fit, with line, column and key
 */
export async function checkFile<Shape>(file: ConfigFile, format: FileFormat): Promise<Shape> {
  const [{ Ajv }, { default: formats }, schema] = await Promise.all([
    import('ajv'),
    import('ajv-formats'),
    readShipped(format.schema),
  ]);
  // The schema is our own, and tests hold it against its meta-schema: to do so here would take most of the time.
  const ajv = new Ajv({ allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false });
  formats.default(ajv, ['date']);
  const validate = ajv.compile<Shape>(JSON.parse(schema));
  const value = file.value;
  if (!validate(value)) throw schemaFailure(validate.errors ?? [], file, format);
  return value;
}
