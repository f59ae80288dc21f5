import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../src/model/index.js';
import { parseDocument } from '../src/openapi/parse.js';
import { migrate } from './command-line.js';

/** Real definitions of REST APIs, where they are at hand; the project is complete without them. */
const corpus = new URL('../../shared/corpus/openapi/', import.meta.url);
const files = existsSync(corpus) ? readdirSync(corpus).sort() : [];
const scratch = mkdtempSync(join(tmpdir(), 'migrate-corpus-'));

/** Files that are no document, each with what the message has to say: the refusal must be true of the file. */
const refused: Record<string, RegExp> = {
  '009-': /:437:\d+: This key stands twice/,
  '077-': /:23:5: This key stands twice/,
  '085-': /:36:62: The placeholder ::require::endpoint-request\.json::/,
  '169-': /:85:24: The placeholder \$\{allowed_roles\}/,
  '189-': /:675:5: This is a Terraform template: "%\{ if/,
  '191-': /:2539:7: This is a Terraform template: "%\{ if/,
};

function refusalOf(file: string): RegExp | undefined {
  return Object.entries(refused).find(([start]) => file.startsWith(start))?.[1];
}

const verbs = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method']);

interface Operation {
  path: string;
  verb: string;
  value: JsonObject;
}

function operationsOf(root: JsonObject): Operation[] {
  return Object.entries(isObject(root['paths']) ? root['paths'] : {}).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([verb, value]) =>
      verbs.has(verb.toLowerCase()) && isObject(value) ? [{ path, verb: verb.toLowerCase(), value }] : [],
    ),
  );
}

/** The names that an operation's `security` asks for, read anew and without the product's reader. */
function askedBy(operation: JsonObject, root: JsonObject): string[] {
  const list = operation['security'] ?? root['security'];
  const schemes = (Array.isArray(list) ? list : []).flatMap((each) => (isObject(each) ? Object.keys(each) : []));
  const auth = operation['x-amazon-apigateway-auth'];
  const type = isObject(auth) && typeof auth['type'] === 'string' ? auth['type'].toUpperCase() : 'NONE';
  return type === 'NONE' ? schemes : [...schemes, type];
}

function read(file: string): JsonObject {
  return parseDocument({ file, text: readFileSync(file, 'utf8') }).root;
}

describe.skipIf(files.length === 0)('every real definition', () => {
  it.concurrent.each(files)('%s', async (file) => {
    const input = new URL(file, corpus).pathname;
    const analysis = await migrate(['analyze', input, '--format', 'json']);
    expect(analysis.stderr).not.toMatch(/\n\s+at .+:\d+:\d+|bug in migrate/);
    const refusal = refusalOf(file);
    if (refusal) {
      expect(analysis).toMatchObject({ status: 3, stdout: '', stderr: expect.stringMatching(refusal) });
      return;
    }
    const result = JSON.parse(analysis.stdout);
    expect(analysis.status).toBe(result.totals.blocked + result.totals.unknown > 0 ? 1 : 0);
    expectConserved(result);
    expect(result.entries.filter(({ rule }: { rule: string }) => rule === 'ledger/unclaimed')).toEqual([]);

    const output = join(scratch, `${file}.http.json`);
    expect(await migrate(['convert', input, '--partial', '-o', output])).toMatchObject({ status: 0, stdout: '' });
    const dryRun = await migrate(['import', output, '--dry-run', '--format', 'json']);
    const { messages, routes } = JSON.parse(dryRun.stdout);
    expect({ status: dryRun.status, ...messages, info: [] }).toEqual({ status: 0, info: [], warnings: [], errors: [] });
    expectNotWeaker(read(input), read(output), routes.length);
  });
});

interface AnalysisJson {
  totals: Record<string, number>;
  entries: { outcome: string; rule: string }[];
}

function expectConserved({ totals, entries }: AnalysisJson): void {
  const { constructs, ...outcomes } = totals;
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(constructs);
  expect(entries).toHaveLength(constructs ?? -1);
}

/** No route that was written asks for less than its method did: same names, nothing accepted. */
function expectNotWeaker(rest: JsonObject, http: JsonObject, routes: number): void {
  const written = operationsOf(http);
  expect(written).toHaveLength(routes);
  for (const { path, verb, value } of written) {
    const item = isObject(rest['paths']) ? (rest['paths'][path] ?? rest['paths'][`${path}/`]) : undefined;
    const source = isObject(item) ? methodOf(item, verb) : undefined;
    expect(isObject(source), `${verb} ${path} has no method it comes from`).toBe(true);
    if (!isObject(source)) continue;
    const before = askedBy(source, rest).map((name) => (name === 'AWS_IAM' ? 'sigv4' : name));
    const after = askedBy(value, {});
    expect(after.length).toBe(before.length);
    if (before.length > 0 && !isIam(rest, before[0] ?? '')) expect(after).toEqual(before);
  }
}

function methodOf(item: JsonObject, verb: string): Json | undefined {
  const own = Object.entries(item).find(([key]) => key.toLowerCase() === verb)?.[1];
  return own ?? item['x-amazon-apigateway-any-method'];
}

function isIam(root: JsonObject, name: string): boolean {
  const components = isObject(root['components']) ? root['components'] : {};
  const schemes = root['securityDefinitions'] ?? components['securitySchemes'];
  const scheme = isObject(schemes) ? schemes[name] : undefined;
  return (
    name === 'sigv4' ||
    (isObject(scheme) && String(scheme['x-amazon-apigateway-authtype']).toLowerCase() === 'awssigv4')
  );
}
