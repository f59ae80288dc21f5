import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** @returns what does not fit the published schema of that name; empty where all fits */
export function fits(schema: string, value: unknown): unknown[] {
  const file = new URL(`../schemas/${schema}.schema.json`, import.meta.url);
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  validate(value);
  return validate.errors ?? [];
}
