/**
 * `npm run bench`: installs the peers of the benchmarks beside them, where the product does not see them, and runs
 * bench/run.ts on a fresh build. A peer that no benchmark of this run needs is not installed.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, prepare, root } from './prepare.mjs';

const args = process.argv.slice(2);
const names = ['analysis', 'gateways', 'diff', 'logs', 'fleet', 'start-up'];
const runs = (name) => args.includes(name) || !names.some((one) => args.includes(one));

prepare();
if (!args.includes('--help')) {
  if (runs('analysis')) install(join(root, 'bench'), 'Installing redocly (npm ci in bench)');
  if (runs('gateways') && !args.includes('--no-peer')) {
    install(join(root, 'bench/gateways/peer'), 'Installing serverless-offline (npm ci in bench/gateways/peer)');
  }
}
const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'bench/run.ts'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
