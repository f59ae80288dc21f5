import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table } from '../table.js';
import type { ExchangeCosts } from './exchanges.js';
import type { Setting } from './setting.js';
import { atLeast, type Verdict } from './verdicts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const leastPairs = 20_000;
/** Of an API with 300 routes against one with a single route, either way. */
const mostDifference = 0.1;

/** Exchanges without a socket, in a process of its own: through both gateways, and by the number of routes. */
export async function exchangesInProcess({ pin }: Setting): Promise<Verdict[]> {
  const costs = await measured(pin('server', [process.execPath, '--input-type=module', '-']));
  const rows = (['rest', 'http'] as const).map((kind) => [
    kind,
    ...costs.byRoutes[kind].map(({ micros }) => micros.toFixed(2)),
  ]);
  console.log('\nMicroseconds for an exchange in process, by number of routes');
  console.log(table(['', ...costs.byRoutes.rest.map(({ routes }) => String(routes))], rows));
  const both = atLeast('In process: requests a second that pass both gateways', costs.pairsPerSecond, leastPairs);
  return [both, ...(['rest', 'http'] as const).map((kind) => byRoutes(kind, costs))];
}

function byRoutes(kind: 'rest' | 'http', costs: ExchangeCosts): Verdict {
  const micros = costs.byRoutes[kind].map((one) => one.micros);
  const [one = Number.NaN] = micros;
  const ratios = micros.slice(1).map((other) => other / one);
  return {
    what: `Matching among 30 and 300 routes against one, ${kind}`,
    goal: `within ${(mostDifference * 100).toFixed(0)} %`,
    measured: ratios.map((ratio) => ratio.toFixed(2)).join(', '),
    met: ratios.every((ratio) => Math.abs(ratio - 1) <= mostDifference),
  };
}

/** Bundled as the build does it, without what a loader of TypeScript adds to each function. */
async function measured([program = '', ...argv]: string[]): Promise<ExchangeCosts> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(new URL('exchanges.ts', import.meta.url))],
    bundle: true,
    write: false,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
  });
  const child = spawn(program, argv, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(outputFiles[0]?.text);
  const costs: ExchangeCosts = JSON.parse(await text(child.stdout));
  return costs;
}
