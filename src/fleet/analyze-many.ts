import { availableParallelism } from 'node:os';
import type { Row } from '../report/fleet.js';
import { analyzeOne, type Job } from './analyze-one.js';

/** Threads take time to start: each has to have at least so many inputs before it is worth it. */
const fewestForThread = 8;

/** @returns how many threads to use for a number of inputs, where nobody says; 1 is none besides this one */
export function usualJobs(inputs: number): number {
  return Math.max(1, Math.min(availableParallelism(), Math.floor(inputs / fewestForThread)));
}

/** What became of one job. */
export type Settled = { row: Row } | { bug: unknown };

/**
 * Runs many analyses, some at a time. A bug in one does not take the others along.
 *
 * @param threads 1 for none: then they run one after the other, in this one
 * @returns what became of each, in the order of the jobs
 */
export async function analyzeMany(
  jobs: readonly Job[],
  threads: number,
  tell: (done: number) => Promise<void>,
): Promise<Settled[]> {
  if (threads === 1) return oneByOne(jobs, tell);
  const { default: Tinypool } = await import('tinypool');
  const pool = new Tinypool({ ...workerCode(), minThreads: threads, maxThreads: threads });
  let done = 0;
  try {
    return await Promise.all(
      jobs.map(async (job) => {
        const settled = await settle(pool.run(job));
        done += 1;
        await tell(done);
        return settled;
      }),
    );
  } finally {
    await pool.destroy();
  }
}

async function oneByOne(jobs: readonly Job[], tell: (done: number) => Promise<void>): Promise<Settled[]> {
  const all: Settled[] = [];
  for (const job of jobs) {
    all.push(await settle(analyzeOne(job)));
    await tell(all.length);
  }
  return all;
}

/** Failures of the user are rows already: what is thrown is a bug, which is told when all the others are done. */
async function settle(row: Promise<Row>): Promise<Settled> {
  try {
    return { row: await row };
  } catch (bug) {
    return { bug };
  }
}

/** A file of its own in the build (`scripts/build.mjs`); threads cannot load the sources as they are. */
function workerCode(): { filename: string } {
  const file = import.meta.url.endsWith('.ts') ? '../../bin/dev-worker.js' : '../fleet/worker.js';
  return { filename: new URL(file, import.meta.url).href };
}
