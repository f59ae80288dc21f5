import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/model/index.js';
import { parseDocument } from '../../src/openapi/parse.js';

/** @returns the failure that reading the text ends in */
function failureOf(text: string): Failure {
  try {
    parseDocument({ file: 'api.yaml', text });
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('The text was read.');
}

const openapi = 'openapi: 3.0.1\ninfo: {title: t, version: "1"}\n';

describe('a text that is no definition is refused with place and next step', () => {
  const cases: { name: string; text: string; message: RegExp; line?: number; column?: number; next: RegExp }[] = [
    { name: 'plain text', text: 'hello', message: /no object/, next: /OpenAPI definition/ },
    { name: 'a list', text: '[1, 2]', message: /no object/, next: /OpenAPI definition/ },
    { name: 'another document', text: 'a: 1', message: /neither "swagger" nor "openapi"/, next: /GetExport/ },
    { name: 'broken YAML', text: 'a: [1\nb: 2', message: /not YAML/, line: 2, next: /Correct/ },
    {
      name: 'broken JSON',
      text: '{"openapi": "3.0.1",\n "info": oops oops: 1}',
      message: /not JSON or YAML/,
      line: 2,
      next: /Correct/,
    },
    {
      name: 'a key that stands twice',
      text: `${openapi}paths: {}\npaths: {}`,
      message: /stands twice/,
      line: 4,
      column: 1,
      next: /Keep the one/,
    },
    {
      name: 'a key that stands twice in JSON',
      text: '{"openapi": "3.0.1",\n "paths": {"/a": {}, "/b": [{"c": 1}],\n "/a": {}}}',
      message: /stands twice/,
      line: 3,
      column: 2,
      next: /Keep the one/,
    },
    { name: '600 levels', text: `${'[1,'.repeat(600)}1${']'.repeat(600)}`, message: /nested deeper/, next: /template/ },
    { name: 'several documents', text: `${openapi}paths: {}\n---\na: 1`, message: /2 YAML documents/, next: /Split/ },
    { name: 'OpenAPI 3.1', text: 'openapi: 3.1.0\npaths: {}', message: /OpenAPI 3\.1\.0/, next: /get-export/ },
    { name: 'Swagger 1.2', text: 'swagger: "1.2"\npaths: {}', message: /OpenAPI 1\.2/, next: /get-export/ },
    { name: 'no paths', text: openapi, message: /no paths/, next: /render it first/ },
    {
      name: 'a CloudFormation template without a definition',
      text: 'Resources:\n  A: {Type: AWS::Serverless::Api}',
      message: /A has no definition in this template/,
      line: 2,
      column: 3,
      next: /get-export/,
    },
    {
      name: 'a Terraform template with directives',
      text: `${openapi}paths:\n  /a:\n%{ if x }\n    get: {}\n%{ endif }\n`,
      message: /Terraform template: "%\{ if/,
      line: 5,
      column: 1,
      next: /terraform console .*api\.yaml/,
    },
    {
      name: 'a placeholder that breaks the syntax',
      text: `${openapi}paths: {}\npolicy: {"AWS": [\${roles}]}`,
      message: /placeholder \$\{roles\}/,
      line: 4,
      next: /Render/,
    },
  ];
  it.each(cases)('$name', ({ text, message, line, column, next }) => {
    const failure = failureOf(text);
    expect(failure.kind).toBe('input');
    expect(failure.message).toMatch(message);
    expect(failure.next).toMatch(next);
    expect(failure.place?.file).toBe('api.yaml');
    if (line !== undefined) expect(failure.place?.line).toBe(line);
    if (column !== undefined) expect(failure.place?.column).toBe(column);
  });
});

describe('definitions as people keep them are read', () => {
  it.each([
    ['a version that YAML takes for a number', 'swagger: 2.0\npaths: {}'],
    ['JSON', '{"openapi": "3.0.3", "paths": {}}'],
    ['JSON with tabs', '{\n\t"openapi":\t"3.0.3",\n\t"paths": {}\n}'],
    ['flow style that no JSON parser takes', '{openapi: 3.0.3, paths: {}}'],
    ['a bracket that closes at the column of its parent', `${openapi}paths: {}\ntags: [\n  {name: a}\n]\n`],
    ['merge keys', `${openapi}x-a: &a {b: 1}\npaths:\n  /x:\n    get:\n      <<: *a\n`],
  ])('%s', (_, text) => {
    expect(parseDocument({ file: 'api', text }).root['paths']).toBeTypeOf('object');
  });

  it('short tags of CloudFormation become the long form', () => {
    const text = `${openapi}paths: {}\nx-a: !Sub "\${A}/x"\nx-b: !GetAtt Pool.Arn\nx-c: !Ref Table\nx-d: !Join ["", [a, !Ref B]]\n`;
    const { root } = parseDocument({ file: 'api', text });
    expect(root['x-a']).toEqual({ 'Fn::Sub': '${A}/x' });
    expect(root['x-b']).toEqual({ 'Fn::GetAtt': ['Pool', 'Arn'] });
    expect(root['x-c']).toEqual({ Ref: 'Table' });
    expect(root['x-d']).toEqual({ 'Fn::Join': ['', ['a', { Ref: 'B' }]] });
  });
});
