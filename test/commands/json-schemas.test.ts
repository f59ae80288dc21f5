import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { printRun, type RunReport } from '../../src/report/imported.js';
import { migrate } from '../command-line.js';
import { fits } from '../schema.js';

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
  ['convert', ['convert', orders, '--partial']],
  ['rules', ['rules']],
])('the JSON of %s fits its published schema: %j', async (schema, args) => {
  const { stdout } = await migrate([...args, '--json']);
  expect(fits(schema, JSON.parse(stdout))).toEqual([]);
});

it.each<RunReport>([
  { region: 'eu-west-1', outcome: 'unchanged', apiId: 'a1', remains: [] },
  { region: 'eu-west-1', outcome: 'imported', run: 'r', journal: 'j', apiId: 'a1', differing: ['cors'], remains: [] },
  { region: 'eu-west-1', outcome: 'failed', run: 'r', journal: 'j', reason: 'denied', remains: ['the API a1'] },
  { region: 'eu-west-1', outcome: 'undone', run: 'r', remains: [] },
])('the JSON of a run that is $outcome fits its published schema', (report) => {
  expect(fits('run', JSON.parse(printRun(report, 'json')))).toEqual([]);
});

it.each(readdirSync(new URL('../../schemas', import.meta.url)))('%s is itself a schema (draft-07)', (name) => {
  const ajv = new Ajv({ strict: false });
  const schema = JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
});
