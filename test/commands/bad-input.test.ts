import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'migrate-bad-input-'));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const emptyFolder = mkdtempSync(join(folder, 'empty-'));

const http = `openapi: 3.0.1
info: {title: h, version: "1"}
x-amazon-apigateway-importexport-version: "1.0"
paths:
  /a:
    get:
      responses: {default: {description: d}}
      x-amazon-apigateway-integration: {type: AWS_PROXY, payloadFormatVersion: "2.0", uri: "arn:aws:lambda:us-east-1:111122223333:function:f"}
`;
const remote = `openapi: 3.0.1
info: {title: r, version: "1"}
paths:
  /a:
    get:
      responses:
        "200": {$ref: "https://example.com/responses.yaml#/ok"}
`;

const cases: { name: string; input: string; says: RegExp; next: RegExp }[] = [
  {
    name: 'not YAML',
    input: file('broken.yaml', 'a: [1\nb: }'),
    says: /broken\.yaml:2:\d+: This is not YAML/,
    next: /Correct/,
  },
  {
    name: 'not OpenAPI',
    input: file('other.yaml', 'name: x'),
    says: /neither "swagger" nor "openapi"/,
    next: /GetExport/,
  },
  {
    name: 'an HTTP API',
    input: file('http.yaml', http),
    says: /describes an HTTP API/,
    next: /migrate import FILE --dry-run/,
  },
  {
    name: 'an empty file',
    input: file('empty.yaml', ' \n'),
    says: /empty\.yaml: The file is empty/,
    next: /Pass an OpenAPI/,
  },
  {
    name: 'a folder without a definition',
    input: emptyFolder,
    says: /This folder is no bundle/,
    next: /A bundle has one definition/,
  },
  { name: 'no such file', input: join(folder, 'none.yaml'), says: /no such file/, next: /Check the path/ },
  {
    name: 'OpenAPI 3.1',
    input: file('new.yaml', 'openapi: 3.1.0\ninfo: {}\npaths: {}'),
    says: /OpenAPI 3\.1\.0/,
    next: /3\.0/,
  },
  {
    name: 'a template to be rendered first',
    input: file('template.yaml', 'openapi: 3.0.1\npaths:\n  %{ if a }\n  /a: {}\n'),
    says: /template\.yaml:3:3: This is a Terraform template/,
    next: /terraform console/,
  },
  {
    name: 'a remote reference',
    input: file('remote.yaml', remote),
    says: /remote\.yaml:7:\d+: .*another host.*https:\/\/example\.com\/responses\.yaml#\/ok/,
    next: /Bundle/,
  },
];

describe.each([['analyze'], ['convert'], ['cost', '--region', 'us-east-1']])(
  'migrate %s refuses with exit code 3, one message and no output',
  (...command) => {
    it.concurrent.each(cases)('$name', async ({ input, says, next }) => {
      const { status, stdout, stderr } = await migrate([...command, input]);
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(says);
      expect(stderr.split('\n')[1]).toMatch(next);
      expect(stderr).not.toMatch(/\n\s+at /);
      expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    });
  },
);

it.concurrent.each<[name: string, args: string[], says: RegExp]>([
  ['an unknown flag', ['analyze', 'x.yaml', '--colour'], /There is no flag --colour/],
  ['an unknown command', ['anlyze', 'x.yaml'], /There is no command "anlyze"[\s\S]*Did you mean migrate analyze\?/],
  ['standard input twice', ['diff', '-', '-'], /Only one of REST and HTTP/],
  [
    'a result over its input',
    ['import', file('over.yaml', http), '--dry-run', '-o', join(folder, '.', 'over.yaml')],
    /would overwrite/,
  ],
  [
    'a mistyped command of a topic',
    ['prices', 'updat'],
    /no command "prices updat"[\s\S]*Did you mean migrate prices update\?/,
  ],
  ['no input', ['analyze'], /^Error: INPUT is missing\.\n {2}Next: Run migrate analyze INPUT; .*--help/],
  [
    'no input before a flag of several values',
    ['analyze', '--accept', 'x', 'api.yaml'],
    /Words behind --accept are taken for its values: name INPUT first/,
  ],
  [
    'no argument',
    ['explain'],
    /^Error: RULE is missing\.\n {2}Next: Run migrate explain RULE; migrate explain --help says what it can be\.\n$/,
  ],
  [
    'a rule that does not exist',
    ['analyze', file('ok.yaml', 'openapi: 3.0.1\npaths: {}'), '--accept', 'access/api-keys'],
    /Did you mean access\/api-key\?/,
  ],
  [
    'a rule that cannot be accepted',
    ['analyze', file('ok2.yaml', 'openapi: 3.0.1\npaths: {}'), '--accept', 'mock/integration'],
    /nothing to accept/,
  ],
  [
    'a configuration that is not there',
    ['analyze', file('ok3.yaml', 'openapi: 3.0.1\npaths: {}'), '-c', 'none.yaml'],
    /none\.yaml: There is no such file/,
  ],
])('%s is a mistake of usage: exit code 2', async (_, args, says) => {
  const { status, stdout, stderr } = await migrate(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/\n\s+at /);
});
