import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of the command line start processes; more of them at once than cores only makes them wait.
    maxConcurrency: 3,
    // A thread starts faster than a process, and there are hundreds of files.
    pool: 'threads',
    // By default one core is kept free, which on two cores means one test file at a time.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
