import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const sample = fileURLToPath(new URL('../../samples/bundle-answers-its-questions', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'migrate-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder with some files of the sample, and others with the text given. */
function bundle(name: string, files: Record<string, string | undefined>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) cpSync(join(sample, file), join(path, file));
    else writeFileSync(join(path, file), text);
  }
  return path;
}

const bare = bundle('bare', { 'openapi.json': undefined });
const whole = bundle('whole', { 'openapi.json': undefined, 'settings.json': undefined });
const decided = bundle('decided', {
  'openapi.json': undefined,
  'settings.json': undefined,
  'migrate.config.yaml': undefined,
});

describe('a bundle folder', () => {
  it.concurrent('without settings.json is its definition: the questions stay', async () => {
    const of = (input: string) => migrate(['analyze', input, '--format', 'json']);
    const [folderRun, fileRun] = await Promise.all([of(bare), of(join(bare, 'openapi.json'))]);
    expect(folderRun.stdout).toBe(fileRun.stdout);
    expect(JSON.parse(folderRun.stdout).questions).not.toEqual([]);
  });

  it.concurrent('with settings.json answers, and names the file of each place in it', async () => {
    const { stdout } = await migrate(['analyze', whole, '--format', 'json']);
    const { entries, stage } = JSON.parse(stdout);
    const acl = entries.find(({ rule }: { rule: string }) => rule === 'stage/web-acl');
    expect(acl.at).toEqual({
      pointer: '/settings.json/stage/webAclArn',
      file: join(whole, 'settings.json'),
      line: 37,
      column: 5,
    });
    expect(stage.stageVariables).toEqual({ table: 'parcels-prod', trackingApiKey: '(hidden)' });
  });

  it.concurrent('finds the decisions in it', async () => {
    const { stdout, status } = await migrate(['convert', decided]);
    expect({ status, routes: stdout.includes('"/parcels"') }).toEqual({ status: 0, routes: true });
  });

  it.concurrent.each([
    ['convert', '--partial'],
    ['cost', '--requests', '1M', '--region', 'eu-west-1'],
    ['diff', join(sample, 'expected/http-api.yaml')],
  ])('is an input of %s', async (command, ...more) => {
    const { status } = await migrate([command, decided, ...more]);
    expect(status).toBe(0);
  });

  it.concurrent('is not overwritten by its result', async () => {
    for (const file of ['openapi.json', 'settings.json']) {
      const { status, stderr } = await migrate(['convert', decided, '-o', join(decided, file)]);
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('would overwrite') });
    }
  });
});

describe('a folder is refused with exit code 3', () => {
  it.concurrent.each<[name: string, files: Record<string, string | undefined>, says: RegExp]>([
    ['empty', {}, /no openapi\.json or openapi\.yaml/],
    ['settings-alone', { 'settings.json': undefined }, /no openapi\.json or openapi\.yaml/],
    ['two-definitions', { 'openapi.json': undefined, 'openapi.yaml': 'openapi: 3.0.1' }, /two definitions/],
    ['empty-settings', { 'openapi.json': undefined, 'settings.json': '' }, /settings\.json: The file is empty/],
    [
      'slip',
      { 'openapi.json': undefined, 'settings.json': '{\n  "version": 1,\n  "stages": []\n}' },
      /settings\.json:3:3: `stages` is not a key here\. Did you mean `stage`\?/,
    ],
  ])('%s', async (name, files, says) => {
    const { status, stdout, stderr } = await migrate(['analyze', bundle(name, files)]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(says);
  });
});
