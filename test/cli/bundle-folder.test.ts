import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../../src/cli/bundle-folder.js';
import { BundleFolders } from '../../src/cli/bundle-store.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

const files = (text: string) => new Map([['a.txt', text]]);
const bundle = { definition: '{}', settings: { version: 1 } };

describe('a folder is written', () => {
  it('whole, with the folders above and below it', async () => {
    await writeFolder(join(folder, 'x/y'), new Map([['in/a.txt', 'one']]));
    expect(await readFile(join(folder, 'x/y/in/a.txt'), 'utf8')).toBe('one');
    expect(await readdir(join(folder, 'x'))).toEqual(['y']);
  });

  it('without what an end by force left beside', async () => {
    await mkdir(join(folder, '.y.partial'));
    await writeFile(join(folder, '.y.partial/half.txt'), 'half');
    await writeFolder(join(folder, 'y'), files('one'));
    expect(await readdir(folder)).toEqual(['y']);
    expect(await readdir(join(folder, 'y'))).toEqual(['a.txt']);
  });

  it('in place of another only where that is said', async () => {
    await writeFolder(join(folder, 'y'), files('one'));
    await expect(writeFolder(join(folder, 'y'), files('two'))).rejects.toMatchObject({ kind: 'usage' });
    expect(await readFile(join(folder, 'y/a.txt'), 'utf8')).toBe('one');
    await writeFolder(join(folder, 'y'), files('two'), true);
    expect(await readFile(join(folder, 'y/a.txt'), 'utf8')).toBe('two');
    expect((await readdir(folder)).filter((name) => name.endsWith('.old'))).toEqual([]);
  });

  it('not where a file is in the way', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(writeFolder(join(folder, 'file/y'), files('one'))).rejects.toMatchObject({
      ...{ name: 'Failure', kind: 'usage' },
    });
  });
});

describe('the bundles of a region', () => {
  it.each(['../out', '.', '', 'a/b', '..'])('are never written under the name %j', async (name) => {
    const store = new BundleFolders(folder, 'eu-west-1', false);
    await expect(store.write(name, new Map([['prod', bundle]]))).rejects.toMatchObject({ kind: 'aws' });
    const stages = new Map([
      ['prod', bundle],
      [name, bundle],
    ]);
    await expect(store.write('abc', stages)).rejects.toMatchObject({ kind: 'aws' });
    expect(await readdir(folder)).toEqual([]);
  });
});
