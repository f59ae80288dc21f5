import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { table } from '../table.js';
import { gateway, type Kind, pathOf } from './contestants.js';
import { freePort, type RunningServer, start } from './servers.js';
import type { Setting } from './setting.js';
import { atMost, type Verdict } from './verdicts.js';

const requests = 200_000;
const steps = 10;
/** How much more may be in use at the end than after the first fifth, when all caches are filled. */
const mostGrowth = 1.05;

interface InUse {
  rss: number;
  heapUsed: number;
  external: number;
}

/** Memory over 200,000 requests: what is in use after the garbage is collected must not grow. */
export async function memoryOverTime(setting: Setting): Promise<Verdict[]> {
  return [...(await memoryOf('rest', setting)), ...(await memoryOf('http', setting))];
}

async function memoryOf(kind: Kind, { pin, load, pace, definitions }: Setting): Promise<Verdict[]> {
  const extra = ['--expose-gc', '--require', fileURLToPath(new URL('collected.cjs', import.meta.url))];
  const options = { definitions, place: 'in-process', extra } as const;
  const server = await start(pin, 'server', gateway(kind, await freePort(), options));
  try {
    const seen = [await inUse(server)];
    for (let step = 0; step < steps; step++) {
      const { port } = server;
      const burst = { port, path: pathOf(kind, 'hello'), connections: pace.connections, requests: requests / steps };
      const { failures } = await load.run(burst);
      if (failures > 0) throw new Error(`${failures} requests failed`);
      seen.push(await inUse(server));
    }
    console.log(`\nMemory in MB after so many requests, ${kind}`);
    console.log(memoryTable(seen));
    const growth = heapAt(seen, steps) / heapAt(seen, steps / 5);
    return [atMost(`Memory after 200,000 requests against after 40,000, ${kind}`, growth, { most: mostGrowth })];
  } finally {
    await server.close();
  }
}

async function inUse({ child }: RunningServer): Promise<InUse> {
  const answer = once(child, 'message');
  child.send('collect');
  const [found] = (await answer) as [InUse];
  return found;
}

function heapAt(seen: readonly InUse[], step: number): number {
  const { heapUsed = Number.NaN, external = Number.NaN } = seen[step] ?? {};
  return heapUsed + external;
}

function memoryTable(seen: readonly InUse[]): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const row = (name: string, key: keyof InUse) => [name, ...seen.map((one) => megabytes(one[key]))];
  const head = ['', ...seen.map((_, step) => String((requests / steps) * step))];
  return table(head, [row('heap in use', 'heapUsed'), row('outside the heap', 'external'), row('resident', 'rss')]);
}
