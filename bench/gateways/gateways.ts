import { upstreamServer } from './contestants.js';
import { openCores } from './cores.js';
import { writeDefinitions } from './definitions.js';
import { exchangesInProcess } from './in-process.js';
import { openLoad } from './load.js';
import { memoryOverTime } from './memory.js';
import type { Pace } from './race.js';
import { checkSame } from './same.js';
import { freePort, start } from './servers.js';
import type { Setting } from './setting.js';
import { startUp } from './startup.js';
import { lambdaThroughput, proxyThroughput } from './throughput.js';
import { type Verdict, verdictTable } from './verdicts.js';

const parts = {
  lambda: (setting: Setting) => lambdaThroughput(setting, 'in-process'),
  threads: (setting: Setting) => lambdaThroughput(setting, 'thread'),
  proxy: proxyThroughput,
  start: startUp,
  memory: memoryOverTime,
  exchanges: exchangesInProcess,
} as const;

export const partNames = Object.keys(parts);

export interface GatewayBench {
  /** Names of the parts to run; empty: all. */
  only: readonly string[];
  pace: Pace;
  withPeer: boolean;
}

/**
 * Measures the gateways as users run them, `migrate simulate`, beside bare servers and serverless-offline.
 *
 * @returns whether every goal is met
 * @throws Error when a part has another name, a server does not start, or the servers do not do the same work
 */
export async function gateways({ only, pace, withPeer }: GatewayBench): Promise<boolean> {
  const chosen = Object.entries(parts).filter(([name]) => only.length === 0 || only.includes(name));
  const unknown = only.filter((name) => !partNames.includes(name));
  if (unknown.length > 0)
    throw new Error(`No part is called ${unknown.join(', ')}; there are ${partNames.join(', ')}.`);
  const { pin, said } = openCores();
  const upstream = await start(pin, 'load', upstreamServer(await freePort()));
  const definitions = writeDefinitions(`http://127.0.0.1:${upstream.port}`);
  const load = openLoad(pin);
  const setting: Setting = { pin, load, pace, definitions, upstream, withPeer };
  try {
    console.log(
      `\nGateways: ${said}; ${pace.connections} connections, median of ${pace.rounds} rounds of ${pace.seconds} s`,
    );
    await checkSame(setting);
    const verdicts: Verdict[] = [];
    for (const [, run] of chosen) verdicts.push(...(await run(setting)));
    console.log(`\n${verdictTable(verdicts)}`);
    return verdicts.every(({ met }) => met !== false);
  } finally {
    load.close();
    definitions.remove();
    await upstream.close();
  }
}
