import { median } from '../processes.js';
import { gateway, peer } from './contestants.js';
import { freePort, type ServerCommand, start } from './servers.js';
import type { Setting } from './setting.js';
import { atMost, notMeasured, type Verdict } from './verdicts.js';

const mostSeconds = 0.6;
/** A start is work nearly all the time; with a smaller share of its core than this, it waits for other work. */
const leastShare = 0.7;

/** Seconds from the start of the command to the first answer of a function, its handler loaded and called. */
export async function startUp(setting: Setting): Promise<Verdict[]> {
  const { pace, definitions, upstream, withPeer } = setting;
  const placed = { definitions, place: 'thread' } as const;
  const verdicts: Verdict[] = [];
  for (const kind of ['rest', 'http'] as const) {
    const { wall, busy } = await startedIn(setting, pace.rounds, async () => gateway(kind, await freePort(), placed));
    const isShared = busy < wall * leastShare;
    const what = `Start-up to the first answer, ${kind}${isShared ? `, by CPU time: the core is shared (${wall.toFixed(2)} s)` : ''}`;
    verdicts.push(atMost(what, isShared ? busy : wall, { most: mostSeconds, unit: ' s' }));
  }
  const what = 'Start-up of serverless-offline 14, for comparison';
  const peerCommand = async () => peer([await freePort(), await freePort(), await freePort()], 'thread', upstream.port);
  const measured = withPeer ? `${(await startedIn(setting, 1, peerCommand)).wall.toFixed(2)} s` : 'left out';
  return [...verdicts, notMeasured(what, measured)];
}

async function startedIn({ pin }: Setting, rounds: number, command: () => Promise<ServerCommand>) {
  const walls: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await start(pin, 'server', await command());
    walls.push(server.startMillis / 1000);
    busy.push(server.startBusyMillis / 1000);
    await server.close();
  }
  return { wall: median(walls), busy: median(busy) };
}
