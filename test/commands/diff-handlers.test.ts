import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import schema from '../../schemas/diff.schema.json' with { type: 'json' };
import Convert from '../../src/commands/convert.js';
import Diff from '../../src/commands/diff.js';
import { runCommand } from '../run-command.js';

const validate = new Ajv({ allowUnionTypes: true, formats: { 'date-time': true } }).compile(schema);
const uri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:a/invocations';
const rest = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } } } },
};

let folder: string;
let definitions: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handlers-'));
  definitions = [join(folder, 'rest.json'), join(folder, 'http.yaml')];
  await writeFile(join(folder, 'rest.json'), JSON.stringify(rest));
  await runCommand(Convert, join(folder, 'rest.json'), '-o', join(folder, 'http.yaml'));
});
afterAll(() => rm(folder, { recursive: true }));

const breaking = 'exports.handler = async (event) => event.headers.Authorization;';
const fine = 'exports.handler = async (event) => event.httpMethod;';

/** Writes files into a folder of their own. */
async function sources(name: string, files: Record<string, string | Uint8Array>): Promise<string> {
  const root = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(join(root, file, '..'), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

async function handlersOf(...places: string[]) {
  const flags = places.flatMap((place) => ['--handlers', place]);
  const { stdout, stderr, code } = await runCommand(Diff, ...definitions, ...flags, '--format', 'json');
  const result = stdout === '' ? {} : JSON.parse(stdout);
  if (stdout !== '') expect([validate(result), validate.errors]).toEqual([true, null]);
  return { handlers: result.handlers, stderr, code };
}

describe('migrate diff --handlers', () => {
  it('reads what people write, counts what it leaves out, and lists what it cannot read', async () => {
    const root = await sources('mixed', {
      'a.js': breaking,
      'deep/b.ts': 'export const handler = async (event: any) => event.path;',
      'deep/c.py': 'def handler(event, context):\n    return event["path"]\n',
      'node_modules/x/index.js': breaking,
      'deep/node_modules/y/index.js': breaking,
      'dist/a.js': breaking,
      'types.d.ts': 'export type A = 1;',
      'a.test.js': breaking,
      'test/d.js': breaking,
      'test_c.py': 'def handler(event): pass',
      'main.go': 'package main',
      'bundle.js': `var a=${'1+'.repeat(4000)}1;`,
      'broken.js': 'const = 1;',
      'latin.js': new Uint8Array([0x2f, 0x2f, 0xe9]),
      'notes.txt': 'nothing',
    });
    await symlink(root, join(root, 'deep/again'));
    const { handlers, code } = await handlersOf(root);
    expect(code).toBe(1);
    expect(handlers.files).toBe(3);
    expect(handlers.ignored).toEqual([
      { what: 'folder node_modules', count: 2 },
      { what: 'folder dist', count: 1 },
      { what: 'type declarations', count: 1 },
      { what: 'tests', count: 3 },
    ]);
    const short = (file: string) => file.slice(root.length + 1);
    expect(
      handlers.notRead.map(({ file, reason }: Record<string, string>) => `${short(file ?? '')}: ${reason}`),
    ).toEqual([
      'main.go: sources in .go are not read',
      'bundle.js: a bundle or minified; name the sources that it is built of',
      'latin.js: not UTF-8',
      expect.stringMatching(/^broken\.js: Unexpected token/),
    ]);
    expect(
      handlers.uses.map(({ file, line, grade }: Record<string, string>) => `${short(file ?? '')}:${line} ${grade}`),
    ).toEqual(['a.js:1 breaks', 'deep/b.ts:1 changes', 'deep/c.py:2 changes']);
  });

  it('takes files and several folders, and each file once', async () => {
    const one = await sources('one', { 'a.js': breaking });
    const two = await sources('two', { 'a.mjs': 'export const handler = (event) => event.path;' });
    const { handlers } = await handlersOf(one, two, join(one, 'a.js'));
    expect([handlers.files, handlers.uses.length]).toEqual([2, 2]);
  });

  it.each([
    ['0 where nothing breaks', { 'a.js': 'exports.handler = async (event) => event.path;' }, 0],
    ['0 where nothing is found', { 'a.js': fine }, 0],
    ['1 where a use breaks', { 'a.js': breaking }, 1],
    ['1 where a source is not known', { 'a.js': fine, 'b.js': 'const = 1;' }, 1],
  ])('exits with %s', async (name, files, expected) => {
    expect((await handlersOf(await sources(name, files))).code).toBe(expected);
  });

  it('tells the places as text, Markdown, HTML and JUnit', async () => {
    const root = await sources('formats', { 'a.js': breaking });
    for (const [format, words] of [
      [
        'text',
        /^HANDLERS\n {2}1 use to change: exit code 1; 1 file of handlers read\.[\s\S]*a\.js\n {4}1:36 {2}breaks {2}event\.headers\.Authorization {2}lambda\/payload-1$/m,
      ],
      ['markdown', /a\.js:1:36` \| \*\*breaks\*\* `event\.headers\.Authorization`/],
      ['html', /<td>1:36<\/td><th scope="row"><code>event\.headers\.Authorization<\/code>/],
      ['junit', /<testcase name="[^"]*a\.js" classname="handler">\n\s*<failure message="1 use that breaks"/],
    ] as const) {
      const { stdout } = await runCommand(Diff, ...definitions, '--handlers', root, '--format', format);
      expect(stdout).toMatch(words);
    }
  });

  it.each([
    ['a place that is not there', 'nowhere', 'there is no such file'],
    ['a folder without any source', 'empty', 'There is no source of a Lambda function in'],
  ])('refuses %s, with 3', async (_, name, words) => {
    await sources('empty', { 'notes.txt': '' });
    const { stderr, code } = await handlersOf(join(folder, name));
    expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
  });

  it('judges by the payload format that the HTTP API has', async () => {
    const root = await sources('format-2', { 'a.js': fine });
    const http = (await readFile(join(folder, 'http.yaml'), 'utf8')).replace(
      /payloadFormatVersion: .*/g,
      "payloadFormatVersion: '2.0'",
    );
    await cp(join(folder, 'rest.json'), join(folder, 'rest-2.json'));
    await writeFile(join(folder, 'http-2.yaml'), http);
    const files = [join(folder, 'rest-2.json'), join(folder, 'http-2.yaml')];
    const { stdout } = await runCommand(
      Diff,
      ...files,
      '--handlers',
      root,
      '--format',
      'json',
      '--payload-format',
      '2.0',
    );
    expect(JSON.parse(stdout).handlers.uses).toMatchObject([
      { rule: 'lambda/payload-2', expression: 'event.httpMethod' },
    ]);
  });
});
