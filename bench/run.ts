import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * The benchmarks: `analysis` (what `migrate analyze` takes), `gateways` (what `migrate simulate` does), `diff` (what recorded
 * traffic takes), `logs` (what `migrate cost` takes for a million lines), `fleet` (the memory of an analysis of many definitions) and `start-up` (what it takes before anything happens);
 * without a name, all. Ratios come from one run, so that machines can be compared. Exits with 1 when a goal is missed. Nothing
 * here is a test: machines have bad days.
 */
const help = `npm run bench -- [analysis] [gateways] [diff] [logs] [fleet] [start-up] [FLAGS]

  --rounds N       rounds of which the median counts (analysis: 5, gateways: 3, diff: 3, logs: 3, fleet: 3, start-up: 15)
  --input FILE     analysis: the definition to enlarge, default: samples/lambda-proxy-only and samples/orders
  --part NAME      gateways: only this part, may stand several times: lambda, threads, proxy, start, memory, exchanges
  --seconds N      gateways: how long each server is under load in a round, default 4
  --connections N  gateways: default 64
  --no-peer        gateways: without serverless-offline, which is installed when it is first asked for
  --few            logs: without a look at ten times the lines
`;

/** A definition that moves as it is, and one with most of what cannot: there is more to find, and to say. */
const samples = ['lambda-proxy-only', 'orders'].map((name) =>
  fileURLToPath(new URL(`../samples/${name}/rest-api.yaml`, import.meta.url)),
);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    input: { type: 'string' },
    rounds: { type: 'string' },
    part: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '64' },
    'no-peer': { type: 'boolean', default: false },
    few: { type: 'boolean', default: false },
  },
});

async function analysis(): Promise<boolean> {
  const [{ linear }, { againstPeer }] = await Promise.all([import('./linear.js'), import('./against-peer.js')]);
  const rounds = Number(values.rounds ?? 5);
  const isLinear = await linear(rounds);
  let isFaster = true;
  for (const input of values.input === undefined ? samples : [values.input]) {
    isFaster = (await againstPeer(input, rounds)) && isFaster;
  }
  if (!isLinear) console.log('\nMissed: own time grows faster than the number of operations, or is long.');
  if (!isFaster) console.log('\nMissed: less than half of the time of redocly lint, and less memory.');
  return isLinear && isFaster;
}

async function simulators(): Promise<boolean> {
  const { gateways } = await import('./gateways/gateways.js');
  const [rounds, seconds, connections] = [values.rounds ?? 3, values.seconds, values.connections].map(Number);
  const pace = { rounds: rounds ?? 3, seconds: seconds ?? 4, connections: connections ?? 64 };
  return gateways({ only: values.part, pace, withPeer: !values['no-peer'] });
}

async function traffic(): Promise<boolean> {
  const { recordedTraffic } = await import('./diff.js');
  return recordedTraffic(Number(values.rounds ?? 3));
}

async function starting(): Promise<boolean> {
  const { startUp } = await import('./start-up/start-up.js');
  const isMet = await startUp(Number(values.rounds ?? 15));
  if (!isMet) console.log('\nMissed: the start takes too long.');
  return isMet;
}

async function accessLogs(): Promise<boolean> {
  const { logs } = await import('./logs.js');
  return logs(Number(values.rounds ?? 3), !values.few);
}

async function manyDefinitions(): Promise<boolean> {
  const { fleet } = await import('./fleet.js');
  return fleet(Number(values.rounds ?? 3));
}

const benches: Record<string, () => Promise<boolean>> = {
  analysis,
  gateways: simulators,
  diff: traffic,
  logs: accessLogs,
  fleet: manyDefinitions,
  'start-up': starting,
};

async function main(): Promise<number> {
  const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
  let met = true;
  for (const name of wanted) {
    const bench = benches[name];
    if (!bench) throw new Error(`No benchmark is called ${name}.\n\n${help}`);
    met = (await bench()) && met;
  }
  return met ? 0 : 1;
}

if (values.help) console.log(help);
else process.exitCode = await main();
