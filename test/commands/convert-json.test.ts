import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import Convert from '../../src/commands/convert.js';
import { runCommand } from '../run-command.js';
import { fits } from '../schema.js';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
const movable = `${samples}lambda-proxy-only/rest-api.yaml`;
const blocked = `${samples}api-key-blocks-until-accepted/rest-api.yaml`;
const undecided = ['--config', `${samples}undecided.yaml`];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-convert-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function told(...argv: string[]) {
  const { stdout, code } = await runCommand(Convert, ...argv, '--json');
  const report = JSON.parse(stdout);
  expect(fits('convert', report)).toEqual([]);
  return { code, report };
}

it('holds the definition where no file is named', async () => {
  const { code, report } = await told(movable);
  const { stdout } = await runCommand(Convert, movable, '--format', 'json');
  expect(code).toBe(0);
  expect(report).toMatchObject({ written: true, complete: true, file: null, open: [] });
  expect(report.definition).toEqual(JSON.parse(stdout));
});

it('names the file that the definition went to, in the syntax of its name', async () => {
  const file = join(folder, 'http-api.yaml');
  const { report } = await told(movable, '-o', file);
  expect(report).toMatchObject({ written: true, file });
  expect(report.definition).toBeUndefined();
  expect(await readFile(file, 'utf8')).toMatch(/^openapi: /);
});

it('tells what is open where nothing is written, with exit code 1', async () => {
  const file = join(folder, 'never.yaml');
  const { code, report } = await told(blocked, ...undecided, '-o', file);
  expect(code).toBe(1);
  expect(report).toMatchObject({ written: false, complete: false, file: null });
  expect(report.open).toContainEqual(
    expect.objectContaining({ rule: 'access/api-key', outcome: 'blocked', freedBy: 'acceptance' }),
  );
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});

it('tells what stays behind with --partial', async () => {
  const { code, report } = await told(blocked, ...undecided, '--partial');
  expect([code, report.written, report.complete]).toEqual([0, true, false]);
  expect(Object.keys(report.definition.paths)).toEqual(['/status']);
});

it('is no form of the decisions that --init writes', async () => {
  const { stdout, code } = await runCommand(Convert, blocked, '--init', '-o', '-', '--json');
  expect([stdout, code]).toEqual(['', 2]);
});
