/**
 * `npm run bench`: installs the peers of the benchmarks into bench/node_modules, where the product does not see them, and
 * runs bench/run.ts on a fresh build.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { install, prepare, root } from './prepare.mjs';

prepare();
install(join(root, 'bench'), 'Installing the peers of bench/package-lock.json (npm ci)');
const args = ['--import', 'tsx', join(root, 'bench/run.ts'), ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
