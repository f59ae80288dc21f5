import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const sample = (path: string) => fileURLToPath(new URL(`../../samples/${path}`, import.meta.url));
const orders = sample('orders/rest-api.yaml');
const converted = sample('orders/expected/http-api.yaml');

it.concurrent.each<[schema: string, args: string[]]>([
  ['analysis', ['analyze', orders]],
  ['analysis', ['analyze', sample('trailing-slash-under-open-greedy/rest-api.json')]],
  ['analysis', ['analyze', sample('bundle-answers-its-questions')]],
  ['fleet', ['analyze', sample('orders'), sample('lambda-proxy-only'), '--jobs', '2']],
  ['questions', ['questions', orders]],
  ['import', ['import', converted, '--dry-run']],
  ['diff', ['diff', orders, converted]],
  ['cost', ['cost', orders, '--requests', '100M', '--region', 'us-east-1']],
])('the JSON of %s fits its published schema: %j', async (schema, args) => {
  const { stdout } = await migrate([...args, '--format', 'json']);
  const file = new URL(`../../schemas/${schema}.schema.json`, import.meta.url);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
});

it.each(readdirSync(new URL('../../schemas', import.meta.url)))('%s is itself a schema (draft-07)', (name) => {
  const ajv = new Ajv({ strict: false });
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});
