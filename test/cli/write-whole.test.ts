import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWhole } from '../../src/cli/files.js';

describe('a result', () => {
  it('takes the place of a file as a whole, and leaves nothing beside it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    const file = join(folder, 'report.txt');
    await writeWhole(file, 'first');
    await writeWhole(file, ['se', 'cond']);
    expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual(['second', ['report.txt']]);
  });

  it('goes into a pipe, which stays one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'whole-'));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [text] = await Promise.all([readFile(pipe, 'utf8'), writeWhole(pipe, 'result')]);
    expect([text, (await stat(pipe)).isFIFO()]).toEqual(['result', true]);
  });

  it('goes to /dev/null, which stays what it is', async () => {
    await writeWhole('/dev/null', 'result');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});
