import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchFiles } from '../../src/cli/watch.js';

let folder: string;
let stop = () => {};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

const patient = { timeout: 20_000, interval: 20 };

/** Watches two files and counts how often it is told of a change. */
function watched(changed: () => Promise<void> = async () => {}) {
  const told = vi.fn(changed);
  stop = watchFiles([join(folder, 'a.yaml'), join(folder, 'later/b.yaml')], told);
  return told;
}

it('tells of a file that changes, is replaced, goes away, and comes back', async () => {
  const file = join(folder, 'a.yaml');
  await writeFile(file, '1');
  const told = watched();
  let times = 0;
  const steps = [
    () => writeFile(file, '22'),
    async () => {
      await writeFile(`${file}~`, '333');
      await rename(`${file}~`, file);
    },
    () => rm(file),
    () => writeFile(file, '4'),
  ];
  for (const step of steps) {
    await step();
    times += 1;
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(times), patient);
  }
});

it('tells of a file that was not there at first, nor its folder', async () => {
  const told = watched();
  await pause(500);
  expect(told).not.toHaveBeenCalled();
  await mkdir(join(folder, 'later'));
  await writeFile(join(folder, 'later/b.yaml'), '1');
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), patient);
});

it('tells of a change that comes while an earlier one is worked on, afterwards', async () => {
  const file = join(folder, 'a.yaml');
  await writeFile(file, '1');
  let running = 0;
  let most = 0;
  let release = () => {};
  const told = watched(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    running -= 1;
  });
  await writeFile(file, '22');
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1), patient);
  await writeFile(file, '333');
  await pause(700);
  expect(told).toHaveBeenCalledTimes(1);
  release();
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2), patient);
  release();
  expect(most).toBe(1);
});
