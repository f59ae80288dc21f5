import { table } from '../table.js';
import {
  bareLambda,
  bareProxy,
  choosesPlace,
  gateway,
  type Kind,
  type Place,
  pathOf,
  peer,
  upstreamServer,
} from './contestants.js';
import { type Runner, race, type Standing } from './race.js';
import { freePort, type RunningServer, type ServerCommand, start } from './servers.js';
import type { Setting } from './setting.js';
import { atLeast, atMost, notMeasured, type Verdict } from './verdicts.js';

/** Of what the bare server does; and how much slower the slowest of a hundred may be. */
const leastOfBare = 0.6;
const stretch = 0.8;
const mostOfBareP99 = 3;
const mostMemory = 200;
/** How much faster than the bare server a server has to be that does nothing, or the load generator holds them back. */
const leastOfLoad = 1.5;
/** Below this share of its core, a bare server under full load shares it with other work on the machine. */
const undisturbed = 0.9;

const kinds = ['rest', 'http'] as const;

/** One kind of work, for both kinds of API, beside the bare server and serverless-offline. */
interface Discipline {
  name: string;
  place: Place;
  operation: 'hello' | 'proxy';
  bare(kind: Kind, port: number): ServerCommand;
  /** How many times what serverless-offline does. */
  leastOfPeer: number;
}

/** A hello-world function: in the gateway's process, or in a worker thread. */
export async function lambdaThroughput(setting: Setting, place: Place): Promise<Verdict[]> {
  const name = place === 'thread' ? 'Lambda in a worker thread' : 'Lambda in process';
  if (place === 'thread' && !choosesPlace()) return [notMeasured(name, 'this build has no worker threads')];
  const leastOfPeer = place === 'thread' ? 5 : 4;
  const bare = (kind: Kind, port: number) => bareLambda(kind, port, place);
  return compete(setting, { name, place, operation: 'hello', bare, leastOfPeer });
}

export async function proxyThroughput(setting: Setting): Promise<Verdict[]> {
  const upstream = `http://127.0.0.1:${setting.upstream.port}`;
  const bare = (_: Kind, port: number) => bareProxy(port, upstream);
  return compete(setting, { name: 'HTTP proxy', place: 'in-process', operation: 'proxy', bare, leastOfPeer: 4 });
}

async function compete(setting: Setting, discipline: Discipline): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const peerServer = setting.withPeer ? await startPeer(setting, discipline.place) : undefined;
  try {
    for (const kind of kinds) verdicts.push(...(await competeAs(kind, peerServer, { setting, discipline })));
  } finally {
    await peerServer?.close();
  }
  return verdicts;
}

async function startPeer({ pin, upstream }: Setting, place: Place): Promise<RunningServer> {
  const ports = [await freePort(), await freePort(), await freePort()] as const;
  return start(pin, 'server', peer(ports, place, upstream.port));
}

async function competeAs(
  kind: Kind,
  peerServer: RunningServer | undefined,
  { setting, discipline }: { setting: Setting; discipline: Discipline },
): Promise<Verdict[]> {
  const { pin, load, pace, definitions } = setting;
  const { name, place, operation } = discipline;
  const bare = await start(pin, 'server', discipline.bare(kind, await freePort()));
  const own = await start(pin, 'server', gateway(kind, await freePort(), { definitions, place }));
  const nothing = await start(pin, 'server', upstreamServer(await freePort()));
  try {
    const path = pathOf(kind, operation);
    const runners: Runner[] = [
      { name: 'bare node:http', server: bare, path },
      { name: `migrate simulate --kind ${kind}`, server: own, path },
      { name: 'a socket that answers at once', server: nothing, path },
      ...(peerServer
        ? [{ name: 'serverless-offline', server: peerServer, path: operation === 'proxy' ? '/proxy' : `/${kind}` }]
        : []),
    ];
    const standings = await race(load, runners, pace);
    console.log(`\n${name}, ${kind}`);
    console.log(standingsTable(standings, runners));
    return verdictsOf(`${name}, ${kind}`, standings, { discipline, memory: own.peakMemory() });
  } finally {
    await Promise.all([bare.close(), own.close(), nothing.close()]);
  }
}

function standingsTable(standings: readonly Standing[], runners: readonly Runner[]): string {
  const rows = standings.map(({ name, ratio, busyRatio, p99Ratio, share, seen }, index) => [
    name,
    seen.perSecond.toFixed(0),
    ratio.toFixed(2),
    busyRatio.toFixed(2),
    `${(share * 100).toFixed(0)} %`,
    seen.p50.toFixed(1),
    seen.p99.toFixed(1),
    p99Ratio.toFixed(2),
    String(seen.failures),
    (runners[index]?.server.peakMemory() ?? Number.NaN).toFixed(0),
  ]);
  return table(
    ['', 'per second', 'ratio', 'by CPU time', 'of a core', 'p50 ms', 'p99 ms', 'ratio', 'failed', 'peak MB'],
    rows,
  );
}

/**
 * Throughput decides. Where other work takes a part of the core, that says more about the other work, and requests by
 * processor time decide.
 */
function verdictsOf(
  name: string,
  [bare, own, nothing, offline]: readonly Standing[],
  { discipline, memory }: { discipline: Discipline; memory: number },
): Verdict[] {
  if (!bare || !own || !nothing) return [];
  const isBusy = bare.share < undisturbed;
  const named = (what: string) => `${name}: ${what}${isBusy ? ', by CPU time: the core is shared' : ''}`;
  const ratioOf = (standing: Standing) => (isBusy ? standing.busyRatio : standing.ratio);
  const againstPeer = named('against serverless-offline 14');
  return [
    atLeast(named(`against bare node:http (stretch ${stretch.toFixed(2)})`), ratioOf(own), leastOfBare),
    offline
      ? atLeast(againstPeer, ratioOf(own) / ratioOf(offline), discipline.leastOfPeer)
      : notMeasured(againstPeer, 'left out'),
    atLeast(named('load generator against bare node:http'), ratioOf(nothing), leastOfLoad),
    ...(own.seen.failures > 0
      ? [atMost(`${name}: requests that failed`, own.seen.failures, { most: 0, digits: 0 })]
      : []),
    atMost(`${name}: p99 against bare node:http`, own.p99Ratio, { most: mostOfBareP99 }),
    ...(discipline.place === 'thread'
      ? [atMost(`${name}: memory at peak`, memory, { most: mostMemory, unit: ' MB', digits: 0 })]
      : []),
  ];
}
