import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of the command line start processes; more of them at once than cores only makes them wait.
    maxConcurrency: 3,
    // By default one core is kept free, which on two cores means one test file at a time. One more than cores: many tests wait for
    // processes, browsers and timers.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
