import { median } from '../processes.js';
import type { Load, Seen } from './load.js';
import type { RunningServer } from './servers.js';

/** A server that takes part, and what it is asked for. */
export interface Runner {
  name: string;
  server: RunningServer;
  path: string;
}

/** A runner against the first one of its race: medians of the rounds. */
export interface Standing {
  name: string;
  /** Requests a second. */
  ratio: number;
  /** Requests a second of processor time. */
  busyRatio: number;
  /** Slowest of a hundred. */
  p99Ratio: number;
  /** Share of a core that it had while it was loaded. */
  share: number;
  seen: Seen;
}

export interface Pace {
  rounds: number;
  seconds: number;
  connections: number;
}

/** Until so many requests are answered, or for so long, a server only compiles its code. */
const warmUp = { requests: 20_000, seconds: 8 };

/**
 * Loads servers in turn, several times, so that whatever else the machine does meets all of them; and each once before that,
 * so that their code is compiled.
 *
 * @returns each against the first
 */
export async function race(load: Load, runners: readonly Runner[], pace: Pace): Promise<Standing[]> {
  const { rounds, seconds, connections } = pace;
  const run = ({ server: { port, pid }, path }: Runner) => load.run({ port, pid, path, connections, seconds });
  for (const { server, path } of runners) await load.run({ port: server.port, path, connections, ...warmUp });
  const seen: Seen[][] = [];
  for (let round = 0; round < rounds; round++) {
    const these: Seen[] = [];
    for (const runner of runners) these.push(await run(runner));
    seen.push(these);
  }
  return runners.map(({ name }, index) => standing(name, seen, index));
}

function standing(name: string, rounds: readonly Seen[][], index: number): Standing {
  const pairs = rounds.flatMap((seen) => {
    const [first, own] = [seen[0], seen[index]];
    return first && own ? [{ first, own }] : [];
  });
  const ratioOf = (key: keyof Seen) => median(pairs.map(({ first, own }) => own[key] / first[key]));
  const middle = (key: keyof Seen) => median(pairs.map(({ own }) => own[key]));
  const shares = pairs.map(({ own }) => own.perSecond / own.perBusySecond);
  return {
    name,
    share: median(shares),
    ratio: ratioOf('perSecond'),
    busyRatio: ratioOf('perBusySecond'),
    p99Ratio: ratioOf('p99'),
    seen: {
      perSecond: middle('perSecond'),
      perBusySecond: middle('perBusySecond'),
      p50: middle('p50'),
      p99: middle('p99'),
      failures: pairs.reduce((sum, { own }) => sum + own.failures, 0),
    },
  };
}
