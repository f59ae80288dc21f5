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

it('listeners that stand for nothing are told', async () => {
  const listener = 'arn:aws:elasticloadbalancing:us-east-1:1:listener/a/b/c/d';
  const integration = (port: number) => ({
    responses: {},
    'x-amazon-apigateway-integration': {
      type: 'http_proxy',
      httpMethod: 'GET',
      connectionType: 'VPC_LINK',
      connectionId: 'l',
      uri: `http://nlb.example.com:${port}`,
    },
  });
  const paths = { '/a': { get: integration(81) }, '/b': { get: integration(82) } };
  writeFileSync(input, JSON.stringify({ openapi: '3.0.1', info: { title: 'a', version: '1' }, paths }));
  const vpcLinks = { l: { id: 'v', listener, listeners: { 'http://nlb.example.com:83': { listener } } } };
  writeFileSync(join(folder, 'migrate.config.yaml'), JSON.stringify({ vpcLinks }));
  const { stderr } = await migrate(['convert', input, '-o', output, '--partial']);
  expect(stderr).toMatch(/The listener of the VPC link l for http:\/\/nlb\.example\.com:83 decides nothing/);
  expect(stderr).toMatch(/The listener of the VPC link l decides nothing: the link serves 2 addresses/);
});

describe('migrate convert --init', () => {
  const config = () => join(folder, 'migrate.config.yaml');

  it('writes migrate.config.yaml beside the input, and says what to do next', async () => {
    const { status, stdout, stderr } = await migrate(['convert', input, '--init']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(readFileSync(config(), 'utf8')).toContain('#   - rule: access/api-key\n#     where: GET /report\n');
    expect(stderr.trim().split('\n')).toEqual([
      `Wrote ${config()}. To decide: 0. Losses to accept or to avoid: 1 rules. Fill in what you decide, take the "# " off, then run: migrate analyze ${input}`,
    ]);
  });

  it('changes nothing by being there: the same analysis, in the same bytes', async () => {
    const before = await migrate(['analyze', input, '--format', 'json']);
    await migrate(['convert', input, '--init']);
    expect(await migrate(['analyze', input, '--format', 'json'])).toEqual(before);
  });

  it('gives the same bytes each time', async () => {
    const runs = await Promise.all([1, 2].map(() => migrate(['convert', input, '--init', '-o', '-'])));
    expect(runs[0]?.stdout).toBe(runs[1]?.stdout);
    expect(readdirSync(folder)).toEqual(['rest.json']);
  });

  it('a block that is uncommented and filled in counts', async () => {
    await migrate(['convert', input, '--init']);
    const text = readFileSync(config(), 'utf8').replaceAll(/^# /gm, '');
    writeFileSync(config(), text);
    const empty = await migrate(['convert', input, '-o', output]);
    expect(empty).toMatchObject({ status: 2, stderr: expect.stringMatching(/migrate\.config\.yaml:\d+:\d+.*reason/s) });
    writeFileSync(config(), text.replace("reason: ''", 'reason: keys only counted calls'));
    expect(await migrate(['convert', input, '-o', output])).toMatchObject({ status: 0 });
  });

  it('never overwrites a file without --force', async () => {
    writeFileSync(config(), '# mine\npayloadFormat: "2.0"\n');
    const { status, stdout, stderr } = await migrate(['convert', input, '--init']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/migrate\.config\.yaml: The file is there already\.[\s\S]*--force/);
    expect(readFileSync(config(), 'utf8')).toBe('# mine\npayloadFormat: "2.0"\n');
  });

  it('--force keeps what is decided, even what has ended, and paths as they were written', async () => {
    const made =
      'backends:\n  - match: f\n    handler: ./f.mjs#handler\naccept:\n  - rule: access/api-key\n    reason: old\n    until: 2020-01-01\n';
    writeFileSync(config(), made);
    expect(await migrate(['convert', input, '--init', '--force'])).toMatchObject({ status: 0 });
    const text = readFileSync(config(), 'utf8');
    expect(text).toContain('backends:\n  - match: f\n    handler: ./f.mjs#handler\n');
    expect(text).toMatch(/\naccept:\n {2}- rule: access\/api-key\n {4}reason: old\n {4}until: '?2020-01-01/);
    expect(text).toContain('#   - rule: access/api-key\n');
  });

  it('writes over the file that commands find, not beside it', async () => {
    writeFileSync(config(), 'payloadFormat: "2.0"\n');
    const { status, stderr } = await migrate(['convert', '../rest.json', '--init'], {
      cwd: mkdtempSync(join(folder, 'inner-')),
    });
    expect(status).toBe(2);
    expect(stderr).toContain('../migrate.config.yaml');
  });

  it('another file is named in what to run next', async () => {
    const file = join(folder, 'mine.yaml');
    const { stderr } = await migrate(['convert', input, '--init', '-o', file]);
    expect(stderr).toContain(`migrate analyze ${input} --config ${file}`);
  });

  it('prints for standard input', async () => {
    const { status, stdout } = await migrate(['convert', '-', '--init'], {
      input: definition([{ api_key: [] }]),
      cwd: folder,
    });
    expect(status).toBe(0);
    expect(stdout).toContain('# accept:');
    expect(readdirSync(folder)).toEqual(['rest.json']);
  });

  it.each([
    ['--init', '--partial'],
    ['--init', '--accept', 'access/api-key'],
    ['--init', '--payload-format', '2.0'],
    ['--force'],
  ])('refuses %s %s', async (...flags) => {
    expect(await migrate(['convert', input, ...flags])).toMatchObject({ status: 2, stdout: '' });
  });

  it('analyze names it while something is open', async () => {
    expect((await migrate(['analyze', input])).stdout).toMatch(/Next: migrate convert \S+ --init {2}\(/);
    writeFileSync(input, definition([]));
    expect((await migrate(['analyze', input])).stdout).not.toContain('--init');
  });
});
