import { fileURLToPath } from 'node:url';
import { type Cost, measure, medianCost } from './processes.js';
import { table } from './table.js';
import { openTraffic, type Traffic } from './traffic.js';

const migrate = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** Milliseconds on one core for 10,000 recorded requests, all different, through both gateways. */
const mostBusy = 5000;
/** How much more memory ten times the traffic may take. */
const mostGrowth = 1.25;
/** Lines of a short record, and of a long one. With fewer than these, what V8 keeps for young objects has not grown to its end yet. */
const [few, many] = [300_000, 3_000_000];

/**
 * Measures `migrate diff --traffic` as users run it: 10,000 recorded requests of as many shapes, each sent to both APIs, and
 * records of 300,000 and three million lines.
 *
 * @returns whether the goals are met
 */
export async function recordedTraffic(rounds: number): Promise<boolean> {
  const traffic = openTraffic();
  try {
    const different = await medianOf(traffic, await traffic.jsonLines(10_000, 'different'), rounds);
    const none = await medianOf(traffic, undefined, rounds);
    const rows = [
      ['no traffic', ...cells(none)],
      ['10,000 requests, all different', ...cells(different)],
    ];
    let isFlat = true;
    for (const [name, write] of Object.entries(records(traffic))) {
      const costs = [await cost(traffic, await write(few)), await cost(traffic, await write(many))];
      const [less, more] = costs;
      if (!less || !more) continue;
      rows.push([`300,000 lines of ${name}`, ...cells(less)], [`3,000,000 lines of ${name}`, ...cells(more)]);
      isFlat = isFlat && more.memory <= less.memory * mostGrowth;
    }
    console.log(`\nRecorded traffic, median of ${rounds} rounds; of records, one run`);
    console.log(table(['migrate diff', 's', 's on one core', 'MB at most'], rows));
    const isFast = different.busy <= mostBusy;
    if (!isFast) console.log(`\nMissed: 10,000 different requests in ${mostBusy / 1000} s on one core.`);
    if (!isFlat) console.log(`\nMissed: ten times the lines in at most ${mostGrowth} times the memory.`);
    return isFast && isFlat;
  } finally {
    traffic.remove();
  }
}

function records(traffic: Traffic): Record<string, (count: number) => Promise<string>> {
  return { 'JSON lines': (count) => traffic.jsonLines(count, 'alike'), 'an access log': traffic.accessLog };
}

function cost({ api }: Traffic, file: string | undefined): Promise<Cost> {
  const argv = [migrate, 'diff', api, '--format', 'json', ...(file === undefined ? [] : ['--traffic', file])];
  return measure({ name: 'migrate diff', argv, codes: [0] });
}

async function medianOf(traffic: Traffic, file: string | undefined, rounds: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await cost(traffic, file));
  return medianCost(costs);
}

function cells({ wall, busy, memory }: Cost): string[] {
  return [(wall / 1000).toFixed(2), (busy / 1000).toFixed(2), memory.toFixed(0)];
}
