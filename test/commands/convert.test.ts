import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const definition = (security: object[]) =>
  JSON.stringify({
    openapi: '3.0.1',
    info: { title: 'orders', version: '1' },
    paths: {
      '/open': { get: method([]) },
      '/report': { get: method(security) },
    },
    components: { securitySchemes: { api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } },
  });

function method(security: object[]) {
  return {
    responses: {},
    security,
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: 'arn:aws:lambda:us-east-1:111122223333:function:f',
    },
  };
}

let folder: string;
let input: string;
let output: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migrate-convert-'));
  input = join(folder, 'rest.json');
  output = join(folder, 'http.yaml');
  writeFileSync(input, definition([{ api_key: [] }]));
});

describe('migrate convert', () => {
  it('writes nothing while something is blocked, and says what frees it', async () => {
    const { status, stdout, stderr } = await migrate(['convert', input, '-o', output]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/Nothing is written/);
    expect(stderr).toMatch(/access\/api-key \(once\).*\n.*accept: in migrate\.config\.yaml/);
    expect(existsSync(output)).toBe(false);
  });

  it('--partial writes what can move, and lists what is left behind', async () => {
    const { status, stdout, stderr } = await migrate(['convert', input, '-o', output, '--partial']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(output, 'utf8')).toMatch(/^ {2}\/open:$/m);
    expect(readFileSync(output, 'utf8')).not.toMatch(/\/report/);
    expect(stderr).toMatch(/Left behind on the REST API:\n {2}GET \/report .*access\/api-key/);
  });

  it('a loss that is accepted by name lets the route move', async () => {
    writeFileSync(
      join(folder, 'migrate.config.yaml'),
      'accept:\n  - rule: access/api-key\n    where: GET /report\n    reason: keys only counted calls\n',
    );
    const { status } = await migrate(['convert', input, '-o', output]);
    expect(status).toBe(0);
    expect(readFileSync(output, 'utf8')).toMatch(/^ {2}\/report:$/m);
  });

  it('an acceptance that has ended counts no more, and that is said', async () => {
    const config = 'accept:\n  - rule: access/api-key\n    reason: for now\n    until: "2020-01-31"\n';
    writeFileSync(join(folder, 'migrate.config.yaml'), config);
    const { status, stderr } = await migrate(['convert', input, '-o', output]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/migrate\.config\.yaml:2:\d+: the acceptance of access\/api-key ended on 2020-01-31/);
  });

  it.each([
    ['http.json', [], /^\{\n {2}"openapi"/],
    ['http.yaml', [], /^openapi: 3\.0\.1/],
    ['http.txt', [], /^\{/],
    ['http.txt', ['--format', 'yaml'], /^openapi/],
  ])('the syntax follows %s %j', async (name, flags, expected) => {
    const file = join(folder, name);
    await migrate(['convert', input, '-o', file, '--accept', 'access/api-key', ...flags]);
    expect(readFileSync(file, 'utf8')).toMatch(expected);
  });

  it('leaves no half-written file where it cannot write', async () => {
    const { status, stderr } = await migrate([
      'convert',
      input,
      '-o',
      join(folder, 'no', 'http.yaml'),
      '--accept',
      'access/api-key',
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot be written: there is no such file/);
    expect(readdirSync(folder).sort()).toEqual(['rest.json']);
  });

  it('reads standard input and writes standard output', async () => {
    const { status, stdout } = await migrate(['convert', '-'], { input: definition([]), cwd: folder });
    expect(status).toBe(0);
    expect(Object.keys(JSON.parse(stdout).paths)).toEqual(['/open', '/report']);
  });
});

it('an acceptance that accepts nothing is told', async () => {
  const { stderr } = await migrate([
    'convert',
    input,
    '-o',
    output,
    '--partial',
    '--accept',
    'access/api-key@GET /reports',
  ]);
  expect(stderr).toMatch(/The acceptance of access\/api-key at GET \/reports accepts nothing here/);
});

it.each(['analyze', 'convert'])('%s does not overwrite the file it reads, by whatever path', async (command) => {
  const before = readFileSync(input, 'utf8');
  const { status, stderr } = await migrate([command, 'rest.json', '-o', input, '--accept', 'access/api-key'], {
    cwd: folder,
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/would overwrite the file it is made of/);
  expect(readFileSync(input, 'utf8')).toBe(before);
});

it('decisions that decide nothing are told', async () => {
  writeFileSync(
    join(folder, 'migrate.config.yaml'),
    'authorizers:\n  Custmers: {audience: [a]}\nvpcLinks:\n  x: {id: v, listener: "arn:aws:elasticloadbalancing:us-east-1:1:listener/a/b/c/d"}\n',
  );
  const { stderr } = await migrate(['convert', input, '-o', output, '--partial']);
  expect(stderr).toMatch(/authorizer Custmers decides nothing/);
  expect(stderr).toMatch(/VPC link x decides nothing/);
});
