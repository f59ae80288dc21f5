import { median } from '../processes.js';
import { gateway, peer } from './contestants.js';
import { freePort, type ServerCommand, start } from './servers.js';
import type { Setting } from './setting.js';
import { atMost, notMeasured, type Verdict } from './verdicts.js';

const mostSeconds = 0.6;

/** Seconds from the start of the command to the first answer of a function, its handler loaded and called. */
export async function startUp(setting: Setting): Promise<Verdict[]> {
  const { pace, definitions, upstream, withPeer } = setting;
  const placed = { definitions, place: 'thread' } as const;
  const verdicts: Verdict[] = [];
  for (const kind of ['rest', 'http'] as const) {
    const seconds = await startedIn(setting, pace.rounds, async () => gateway(kind, await freePort(), placed));
    verdicts.push(atMost(`Start-up to the first answer, ${kind}`, seconds, { most: mostSeconds, unit: ' s' }));
  }
  const what = 'Start-up of serverless-offline 14, for comparison';
  const peerCommand = async () => peer([await freePort(), await freePort(), await freePort()], 'thread', upstream.port);
  const measured = withPeer ? `${(await startedIn(setting, 1, peerCommand)).toFixed(2)} s` : 'left out';
  return [...verdicts, notMeasured(what, measured)];
}

async function startedIn({ pin }: Setting, rounds: number, command: () => Promise<ServerCommand>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await start(pin, 'server', await command());
    seconds.push(server.startMillis / 1000);
    await server.close();
  }
  return median(seconds);
}
