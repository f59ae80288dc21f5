import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** What changes a process for every test that comes after in it: its folder, its environment, its clock, its modules, its streams. */
const changesProcess =
  /process\.(?:chdir\(|env\[.+\] = |(?:stdin|stdout|stderr)\.\w+ = )|\bvi\.(?:mock|stubEnv|stubGlobal|useFakeTimers|spyOn)\(|\/captured\.js'/;

const all = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('test', file));
const alone = all.filter((file) => changesProcess.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    // Tests of the command line start processes; more of them at once than cores only makes them wait.
    maxConcurrency: 3,
    // By default one core is kept free, which on two cores means one test file at a time. One more than cores: many tests wait for
    // processes, browsers and timers.
    maxWorkers: availableParallelism() + 1,
    setupFiles: ['test/seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      // One process after the other for each file takes longer than many of the tests: most share one, and what it has loaded.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
