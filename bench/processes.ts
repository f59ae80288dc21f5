import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** What one run of a command took. */
export interface Cost {
  /** Milliseconds on the clock, from start to exit. */
  wall: number;
  /** Milliseconds that its main thread was on a processor; that of all threads where the system does not tell. */
  busy: number;
  /** Most memory, in megabytes. */
  memory: number;
}

/** A command under measurement: a script for Node.js, and its arguments. */
export interface Command {
  name: string;
  argv: string[];
  /** Exit codes that mean that it did its work. */
  codes: number[];
}

const hook = fileURLToPath(new URL('measure.cjs', import.meta.url));

/** Nothing that a peer would ask the network for; its output goes nowhere. */
const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

/**
 * Runs a command once.
 *
 * @throws Error when it exits as if it had not done its work
 */
export async function measure({ name, argv, codes }: Command): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--require', hook, ...argv], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [said, errors, code] = await Promise.all([
    text(child.stdio[3] as Readable),
    text(child.stderr as Readable),
    new Promise<number | null>((resolve) => child.on('exit', resolve)),
  ]);
  const wall = performance.now() - start;
  if (code === null || !codes.includes(code)) throw new Error(`${name} exited with ${code}:\n${errors.slice(-2000)}`);
  const { kilobytes, cpu, main } = JSON.parse(said) as { kilobytes: number; cpu: number; main?: number };
  return { wall, busy: main ?? cpu, memory: kilobytes / 1024 };
}

/**
 * Runs commands in turn, several times, so that whatever else the machine does meets all of them.
 *
 * @returns the median of each
 */
export async function sideBySide(commands: readonly Command[], rounds: number): Promise<Cost[]> {
  const costs: Cost[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, command] of commands.entries()) costs[index]?.push(await measure(command));
  }
  return costs.map(medianCost);
}

/** @returns the median of each figure by itself */
export function medianCost(runs: readonly Cost[]): Cost {
  const of = (key: keyof Cost) => median(runs.map((run) => run[key]));
  return { wall: of('wall'), busy: of('busy'), memory: of('memory') };
}

export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
