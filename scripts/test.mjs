/** `npm test`: makes the clone, the browser for tests of pages and the AWS CLI ready, then runs all tests, or those that the arguments name. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareAwsCli } from './aws-cli.mjs';
import { prepareBrowser } from './browser.mjs';
import { prepare, root } from './prepare.mjs';

prepare();
// Where one cannot be had, that is said here, and the tests that need it fail and say so again.
prepareBrowser();
prepareAwsCli();
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
