import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type HandlerUse, usesIn } from '../../src/handlers/handlers.js';
import type { RuleId } from '../../src/model/index.js';

const folder = join(import.meta.dirname, 'sources');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.\w+$/.test(name))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

const others: RuleId[] = [
  'access/api-key',
  'authorizers/cognito',
  'authorizers/request',
  'authorizers/token',
  'behaviour/response-headers',
];

/** One use on a line, as in the files of `expected`. */
const lineOf = ({ file, line, column, grade, rule, expression, what, instead }: HandlerUse) =>
  `${file}:${line}:${column}  ${grade}  ${rule}  ${expression}\n    ${what}\n    -> ${instead}`;

describe('the uses of whole handlers', () => {
  it.each<[string, RuleId[]]>([
    ['payload-1', ['lambda/payload-1', ...others]],
    ['payload-2', ['lambda/payload-2', ...others]],
    ['replaced-authorizer', ['lambda/payload-1', 'authorizers/token-to-jwt']],
  ])('are those of expected/%s.txt', async (name, rules) => {
    const { files, notRead, uses } = await usesIn(sources, new Set(rules));
    expect([files, notRead]).toEqual([sources.length, []]);
    await expect(`${uses.map(lineOf).join('\n')}\n`).toMatchFileSnapshot(`expected/${name}.txt`);
  });

  it('are none where the ledger foretells nothing', async () => {
    expect((await usesIn(sources, new Set(['routes/carried']))).uses).toEqual([]);
  });
});

/** The uses of one text, as `line grade expression`. */
async function found(file: string, text: string, rules: RuleId[] = ['lambda/payload-2', ...others]) {
  const { uses, notRead } = await usesIn([{ file, text }], new Set(rules));
  return { uses: uses.map(({ line, grade, expression }) => `${line} ${grade} ${expression}`), notRead };
}

const handler = (body: string) => `export const handler = async (event, context) => { ${body} };`;

describe('in JavaScript, an event is followed', () => {
  it.each<[string, string, string[]]>([
    ['by position', 'exports.handler = (e) => e.httpMethod;', ['1 breaks e.httpMethod']],
    ['into a default export', 'export default function (e) { return e.httpMethod; }', ['1 breaks e.httpMethod']],
    [
      'by the context beside it',
      'export const list = (input, ctx) => input.httpMethod;',
      ['1 breaks input.httpMethod'],
    ],
    [
      'through a wrapper',
      'const wrap = require("w"); exports.handler = wrap((e) => e.httpMethod);',
      ['1 breaks e.httpMethod'],
    ],
    [
      'through wrappers in a chain',
      'const base = (e) => e.httpMethod; export const handler = middy(base).use(x);',
      ['1 breaks e.httpMethod'],
    ],
    [
      'into an export list',
      'function run(e) { return e.httpMethod; } export { run as handler };',
      ['1 breaks e.httpMethod'],
    ],
    ['by an alias', handler('const a = event; const b = a; b.httpMethod;'), ['1 breaks b.httpMethod']],
    ['by an alias that is assigned later', handler('let a; a = event; a.httpMethod;'), ['1 breaks a.httpMethod']],
    ['by a key in brackets', handler('event["httpMethod"];'), ['1 breaks event["httpMethod"]']],
    ['by the name of a constant', `const K = 'httpMethod'; ${handler('event[K];')}`, ['1 breaks event[K]']],
    [
      'with optional chaining',
      handler('event?.requestContext?.identity?.sourceIp;'),
      ['1 breaks event?.requestContext?.identity?.sourceIp'],
    ],
    [
      'out of a renamed field',
      handler('const { requestContext: { identity: who } } = event; who.sourceIp;'),
      ['1 breaks identity: who'],
    ],
    [
      'out of a parameter',
      'export const handler = async ({ headers: { Authorization = "" } }) => Authorization;',
      ['1 breaks Authorization = ""'],
    ],
    [
      'into a function of the file',
      `${handler('return go(1, event.headers);')} const go = (n, h) => h.Accept;`,
      ['1 breaks h.Accept'],
    ],
    ['into a nested function', handler('return [1].map((n) => event.httpMethod);'), ['1 breaks event.httpMethod']],
    ['through a default', handler('const h = event.headers || {}; h.Accept;'), ['1 breaks h.Accept']],
    [
      'out of an authorizer context that may be absent',
      handler('const { principalId } = event.requestContext.authorizer ?? {};'),
      ['1 breaks principalId'],
    ],
    [
      'through a name for the authorizer context',
      handler('const who = event.requestContext.authorizer; who.tenant;'),
      ['1 breaks who.tenant'],
    ],
    [
      'through a name for the identity, to what is nowhere any more',
      handler('const who = event.requestContext.identity; who.apiKey;'),
      ['1 breaks event.requestContext.identity', '1 breaks who.apiKey'],
    ],
    ['through a copy', handler('const h = { ...event.headers }; h.Accept;'), ['1 breaks h.Accept']],
  ])('%s', async (_, text, expected) => {
    expect(await found('a.js', text)).toEqual({ uses: expected, notRead: [] });
  });

  it.each<[string, string]>([
    ['a parameter of the same name is another value', handler('return [{}].map((event) => event.httpMethod);')],
    ['a name was given to something else', handler('let e = event; e = other(); return e.httpMethod;')],
    ['a function takes no event', 'export const pathOf = (node) => node.httpMethod;'],
    ['both spellings are asked for', handler('return event.headers.Accept ?? event.headers.accept;')],
    ['both spellings are taken out', handler('const { Accept, accept } = event.headers; return Accept;')],
    ['absent and null are asked for alike', handler('return event.pathParameters == null;')],
    ['the event is that of a queue', handler('event.Records; return event.httpMethod;')],
    ['it is a comment or a text', handler('// event.httpMethod\n return "event.httpMethod";')],
  ])('and no use is told where %s', async (_, text) => {
    expect((await found('a.js', text)).uses).toEqual([]);
  });
});

describe('in Python, an event is followed', () => {
  it.each<[string, string, string[]]>([
    ['by position', 'def lambda_handler(e, ctx):\n    e["httpMethod"]', ['2 breaks e["httpMethod"]']],
    ['by get', 'def run(event):\n    event.get("httpMethod", "GET")', ['2 breaks event.get("httpMethod", "GET")']],
    ['by several aliases', 'def run(event):\n    a = b = event\n    b["httpMethod"]', ['3 breaks b["httpMethod"]']],
    [
      'into a method',
      'class A:\n    def run(self, event):\n        self.go(event)\n    def go(self, x):\n        x["httpMethod"]',
      ['5 breaks x["httpMethod"]'],
    ],
    ['into a text', 'def run(event):\n    print(f"{event[\'httpMethod\']}")', ["2 breaks event['httpMethod']"]],
    ['past keyword arguments', 'def run(event):\n    go(x=event["httpMethod"])', ['2 breaks event["httpMethod"]']],
    [
      'in a lambda',
      'def run(event):\n    return map(lambda h: event["httpMethod"], [])',
      ['2 breaks event["httpMethod"]'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await found('a.py', text)).toEqual({ uses: expected, notRead: [] });
  });
});

describe('a source that cannot be read', () => {
  it.each([
    [
      'a.js',
      'const a = 1;\nconst = ;',
      { file: 'a.js', line: 2, column: 7, reason: expect.stringContaining('Unexpected') },
    ],
    ['a.ts', 'enum {', { file: 'a.ts', line: 1, column: 6, reason: expect.any(String) }],
    ['a.py', 'def run(event):\n    a = (1,\n', { file: 'a.py', line: 3, column: 1, reason: 'this is no Python 3' }],
  ])('is told with its place: %s', async (file, text, expected) => {
    const { files, notRead } = await usesIn([{ file, text }], new Set(['lambda/payload-1']));
    expect([files, notRead]).toEqual([0, [expected]]);
  });

  it('still tells what was understood of Python', async () => {
    const text = 'def run(event):\n    event["httpMethod"]\n    a = (1,\n';
    expect((await found('a.py', text)).uses).toEqual(['2 breaks event["httpMethod"]']);
  });
});

it('does not show what stands in an answer', async () => {
  const text = handler('return { statusCode: 200, body: "a-secret-value" };');
  expect((await found('a.js', text)).uses).toEqual(['1 changes { statusCode, body }']);
});
