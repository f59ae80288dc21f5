import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Table from 'cli-table3';
import { afterAll, describe, expect, it } from 'vitest';
import { acceptableRules } from '../src/convert/acceptance.js';
import { convert } from '../src/convert/convert.js';
import {
  type Conversion,
  type Decisions,
  isObject,
  type Json,
  type JsonObject,
  noDecisions,
} from '../src/model/index.js';
import { readHttpApi } from '../src/openapi/http/read-http-api.js';
import { writeHttpApi } from '../src/openapi/http/write-http-api.js';
import { parseDocument } from '../src/openapi/parse.js';
import { printDocument } from '../src/openapi/print.js';
import { readRestDefinition } from '../src/openapi/rest/read-definition.js';
import { migrate } from './command-line.js';
import { corpusShare } from './corpus-share.js';

/** Real definitions of REST APIs, where they are at hand; the project is complete without them. */
const corpus = new URL('../../shared/corpus/openapi/', import.meta.url);
const files = existsSync(corpus) ? readdirSync(corpus).sort() : [];

/** Files that are no document, each with what the message has to say: the refusal must be true of the file. */
const refused: Record<string, RegExp> = {
  '009-': /:437:\d+: This key stands twice/,
  '077-': /:23:5: This key stands twice/,
  '085-': /:36:62: The placeholder ::require::endpoint-request\.json::/,
  '169-': /:85:24: The placeholder \$\{allowed_roles\}/,
  '189-': /:675:5: This is a Terraform template: "%\{ if/,
  '191-': /:2539:7: This is a Terraform template: "%\{ if/,
};

function refusalOf(refusals: Record<string, RegExp>, file: string): RegExp | undefined {
  return Object.entries(refusals).find(([start]) => file.startsWith(start))?.[1];
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
  it.concurrent.each(corpusShare(files))('%s', async (file) => {
    await expectConvertible(new URL(file, corpus).pathname, refusalOf(refused, file));
  });
});

/** Real templates, most of them without a definition in them. */
const templates = new URL('../../shared/corpus/iac/', import.meta.url);
const templateFiles = existsSync(templates) ? readdirSync(templates).sort() : [];

const ofMethods = /is built of AWS::ApiGateway::Method resources/;
const ofEvents = /is made by SAM from the Api events/;
const serverless = /This is a configuration of the Serverless Framework/;
const elsewhere = (location: string) => new RegExp(`is kept elsewhere, and nothing is fetched: .*${location}`);

const refusedTemplates: Record<string, RegExp> = {
  ...Object.fromEntries(
    [
      '008',
      '014',
      '022',
      '027',
      '028',
      '030',
      '036',
      '037',
      '046',
      '100',
      '101',
      '103',
      '107',
      '108',
      '121',
      '132',
      '146',
    ]
      .concat('147')
      .map((number) => [`${number}-`, ofMethods]),
  ),
  ...Object.fromEntries(
    ['031', '038', '042', '115', '117', '118', '119', '136', '165', '169'].map((number) => [`${number}-`, serverless]),
  ),
  '007-': ofEvents,
  '052-': ofEvents,
  '009-': elsewhere('resources/openapi.yaml'),
  '010-': elsewhere('resources/openapi.yaml'),
  '016-': elsewhere('swagger.yaml'),
  '021-': elsewhere('src/api.yml'),
  '130-': elsewhere('private-api.yaml'),
  '156-': elsewhere('infra/swagger.yaml'),
  '013-': /:94:9: This key stands twice/,
  '025-': /:80:5: This key stands twice/,
  '019-': /2 REST APIs: RESTApConfigService, RESTApiForOrderManager/,
  '131-': /2 REST APIs: InternalRestApiGateway, RestApiGateway/,
  '135-': /2 REST APIs: StsMockApi, TestResourcesApi/,
};

describe.skipIf(templateFiles.length === 0)('every real template', () => {
  it.concurrent.each(corpusShare(templateFiles))('%s', async (file) => {
    await expectConvertible(new URL(file, templates).pathname, refusalOf(refusedTemplates, file));
  });
});

/** Verdict and totals of each file, printed at the end: what the product says of real definitions. */
const said: [file: string, verdict: string, totals: string][] = [];

afterAll(() => {
  const table = new Table({ head: ['file', 'verdict', 'constructs, by what became of them'], style: { head: [] } });
  table.push(...said.sort(([a], [b]) => (a < b ? -1 : 1)));
  if (said.length > 0) process.stdout.write(`${table}\n`);
});

async function expectConvertible(input: string, refusal: RegExp | undefined): Promise<void> {
  const analysis = await migrate(['analyze', input, '--format', 'json']);
  const file = basename(input);
  expect(analysis.stderr).not.toMatch(/\n\s+at .+:\d+:\d+|bug in migrate/);
  if (refusal) {
    expect(analysis).toMatchObject({ stdout: '', stderr: expect.stringMatching(refusal) });
    expect([2, 3]).toContain(analysis.status);
    said.push([file, 'refused', refusal.source.slice(0, 60)]);
    return;
  }
  const result: AnalysisJson = JSON.parse(analysis.stdout);
  const { constructs, ...outcomes } = result.totals;
  const parts = Object.entries(outcomes).filter(([, count]) => count > 0);
  said.push([file, result.verdict, `${constructs} = ${parts.map(([name, count]) => `${count} ${name}`).join(' + ')}`]);
  expect(analysis.status).toBe((outcomes['blocked'] ?? 0) + (outcomes['unknown'] ?? 0) > 0 ? 1 : 0);
  expectConserved(result);
  expect(result.entries.filter(({ rule }) => rule === 'ledger/unclaimed')).toEqual([]);

  const { api, document } = await readRestDefinition({ file: input, text: readFileSync(input, 'utf8') });
  const written = expectImportable(convert(api, noDecisions()), document.syntax);
  expectNotWeaker(read(input), written.root, written.routes);
  expectImportable(convert(api, everythingAccepted), document.syntax);
}

const everythingAccepted: Decisions = {
  ...noDecisions(),
  accept: [...acceptableRules].map((rule) => ({ rule, reason: 'to see what is written then' })),
};

/**
 * What is written for the routes that move is an API to which ImportApi has nothing to say, and which written again is
 * the same to the byte. That a template is to be rendered first is no word of ImportApi's.
 */
function expectImportable({ httpApi }: Conversion, syntax: 'json' | 'yaml'): { root: JsonObject; routes: number } {
  const text = printDocument(writeHttpApi(httpApi), syntax);
  const document = parseDocument({ file: 'http-api', text });
  const { httpApi: again, messages } = readHttpApi(document);
  const info = messages.info.filter(({ fact }) => fact !== 'IM-VARS');
  expect({ ...messages, info }).toEqual({ info: [], warnings: [], errors: [] });
  expect(printDocument(writeHttpApi(again), syntax)).toBe(text);
  return { root: document.root, routes: httpApi.routes.length };
}

interface AnalysisJson {
  verdict: string;
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
