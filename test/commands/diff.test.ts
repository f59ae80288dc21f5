import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Errors } from '@oclif/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { failureText } from '../../src/cli/failure-text.js';
import Convert from '../../src/commands/convert.js';
import Diff from '../../src/commands/diff.js';
import { Failure } from '../../src/model/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rest = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  securityDefinitions: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  paths: {
    '/pets': { get: { 'x-amazon-apigateway-integration': lambda('pets') } },
    '/stock': { get: { security: [{ key: [] }], 'x-amazon-apigateway-integration': lambda('stock') } },
  },
};
const acceptKey = 'accept:\n  - { rule: access/api-key, reason: the function checks the key }\n';

let folder: string;
let restFile: string;
let httpFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-diff-'));
  restFile = await written('rest.json', JSON.stringify(rest));
  httpFile = join(folder, 'http.yaml');
  await run(Convert, restFile, '--partial', '-o', httpFile);
});

afterEach(() => vi.restoreAllMocks());

describe('migrate diff', () => {
  it('explains every difference to what convert wrote, and ends with 0', async () => {
    const { stdout, code } = await run(Diff, restFile, httpFile, '--format', 'json');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      version: 1,
      requests: expect.any(Number),
      same: 0,
      unexplained: 0,
      notCompared: [],
    });
    expect(Object.keys(result)).toEqual([
      'version',
      'requests',
      'same',
      'differences',
      'unexplained',
      'ignored',
      'notCompared',
    ]);
    expect(result.differences.map(({ rule }: { rule: string }) => rule)).toEqual(
      expect.arrayContaining(['behaviour/unknown-route', 'lambda/payload-1', 'routes/stays']),
    );
  });

  it('tells rule, title, and the sum as text', async () => {
    const { stdout } = await run(Diff, restFile, httpFile);
    expect(stdout).toMatch(/^behaviour\/unknown-route\n {2}\S.*\n {4}visible {3}reply\.body: /m);
    expect(stdout.trimEnd()).toMatch(/0 unexplained; \d+ volatile values ignored\.$/);
    expect(stdout).not.toContain('UNEXPLAINED');
  });

  it('prints the same twice', async () => {
    const [one, other] = [
      await run(Diff, restFile, httpFile, '--format', 'json'),
      await run(Diff, restFile, httpFile, '--format', 'json'),
    ];
    expect(one.stdout).toBe(other.stdout);
  });

  it('writes into the file of -o', async () => {
    const file = join(folder, 'differences.md');
    const { stdout, code } = await run(Diff, restFile, httpFile, '--format', 'markdown', '-o', file);
    expect([stdout, code]).toEqual(['', 0]);
    expect(await readFile(file, 'utf8')).toMatch(/^# Differences\n/);
  });

  describe('where an API key is no longer asked for', () => {
    const accepted = async () => {
      const file = join(folder, 'without-key.yaml');
      await run(Convert, restFile, '--accept', 'access/api-key', '-o', file);
      return file;
    };

    it('ends with 1 and tells it first, as long as nobody accepted that', async () => {
      const { stdout, code } = await run(Diff, restFile, await accepted());
      expect(code).toBe(1);
      expect(stdout).toMatch(/^UNEXPLAINED: .+\n {2}security {2}authorization {2}GET \/stock/);
      expect(stdout).toContain(`curl -X GET "$API"'/stock'`);
    });

    it('ends with 0 once it is accepted by flag or in the decisions', async () => {
      const http = await accepted();
      const config = await written('accepted.yaml', acceptKey);
      expect((await run(Diff, restFile, http, '--accept', 'access/api-key')).code).toBe(0);
      const { stdout, code } = await run(Diff, restFile, http, '-c', config);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^access\/api-key$/m);
    });
  });

  it('shows no key and no token', async () => {
    const { stdout } = await run(Diff, restFile, httpFile, '--format', 'json');
    expect(stdout).toContain('$X_API_KEY');
    expect(stdout).not.toMatch(/migrate-diff-api-key/);
  });

  it.each([
    ['an HTTP API as the first', () => [httpFile, httpFile], 'The argument REST is the definition of a REST API'],
    [
      'a REST API as the second',
      () => [restFile, join(root, 'samples/orders/rest-api.yaml')],
      'The argument HTTP is the definition of an HTTP API',
    ],
    ['a file that is not there', () => [restFile, join(folder, 'nowhere.yaml')], 'there is no such file'],
  ])('refuses %s, with 3', async (_, files, words) => {
    const { stdout, stderr, code } = await run(Diff, ...files());
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toContain(words);
  });
});

function lambda(name: string) {
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;
  return { type: 'aws_proxy', httpMethod: 'POST', uri };
}

/** Runs a command as `cli/main.ts` does. */
async function run(command: typeof Diff | typeof Convert, ...argv: string[]) {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const ended = await command.run(argv, root).then(() => undefined, expected);
  vi.restoreAllMocks();
  const told = ended instanceof Failure ? failureText(ended) : '';
  return { stdout: stdout.join(''), stderr: stderr.join('') + told, code: codeOf(ended) };
}

function codeOf(ended: Failure | Errors.ExitError | undefined): number {
  if (ended instanceof Failure) return exitCodeOf(ended.kind);
  return ended?.oclif.exit ?? 0;
}

function expected(error: unknown): Failure | Errors.ExitError {
  if (error instanceof Failure || error instanceof Errors.ExitError) return error;
  throw error;
}

function captured(stream: NodeJS.WriteStream): string[] {
  const chunks: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
  return chunks;
}

async function written(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}
