import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** They change the current folder, which threads share. */
const inProcesses = ['test/cli/decisions.test.ts', 'test/fleet/analyze-fleet.test.ts'];

export default defineConfig({
  test: {
    // Tests of the command line start processes; more of them at once than cores only makes them wait.
    maxConcurrency: 3,
    // By default one core is kept free, which on two cores means one test file at a time.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'threads',
          // A thread starts faster than a process, and there are hundreds of files.
          pool: 'threads',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...inProcesses],
        },
      },
      { extends: true, test: { name: 'processes', pool: 'forks', include: inProcesses } },
    ],
  },
});
