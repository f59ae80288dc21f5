/**
 * `npm start`: takes the sample API through every step of a move, offline, and says what to look at: the AWS account is the
 * embedded endpoint, which has the sample deployed. All results are in out/.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepare, root } from './prepare.mjs';

const sample = 'samples/orders/rest-api.yaml';
const usage = readFileSync(join(root, 'samples/orders/usage.txt'), 'utf8').trim();

prepare();
rmSync(join(root, 'out'), { recursive: true, force: true });
mkdirSync(join(root, 'out'));

print('The Orders API (samples/orders) on its way from REST API to HTTP API. Nothing leaves this machine.');
const aws = await serveAws();
exportIt();
analyze('Analyze it, with nothing decided', 'analysis-undecided', '--config samples/undecided.yaml');
analyze('Analyze it, with the decisions of samples/orders/migrate.config.yaml', 'analysis', '');
convert();
dryRun();
diff();
cost();
importAndUndo();
aws.close();
print(`\nThe endpoint was: node bin/run.js simulate --aws ${sample}`);
print('All results are in out/. To go on with an API of your own, read README.md.');

/** The AWS account of this run: a process of its own, since the steps wait for each other. */
async function serveAws() {
  const args = ['bin/run.js', 'simulate', '--aws', sample, '--port', '0', '--format', 'json'];
  const endpoint = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => endpoint.kill());
  const lines = createInterface({ input: endpoint.stdout });
  for await (const line of lines) {
    const { type, environment, apis } = JSON.parse(line);
    if (type !== 'endpoint') continue;
    endpoint.stdout.resume();
    return { environment, apiId: apis[0].apiId, close: () => endpoint.kill('SIGINT') };
  }
  process.stderr.write('The embedded AWS endpoint did not start.\n');
  process.exit(1);
}

function exportIt() {
  const command = `export ${aws.apiId} --stage prod -o out/bundle`;
  // What the sample refers to is not in the account: a user pool, a VPC link. That is unknown then, and the exit code 6.
  const [{ unknown }] = result(command, 'export.json', [6]).apis[0].stages;
  step('Read it from an AWS account, which is an endpoint on this machine', {
    found: [
      `the definition and its settings; ${unknown.length} parts that are not in the account are unknown, never guessed`,
    ],
    open: 'bundle/settings.json',
    run: command,
  });
}

function importAndUndo() {
  const command = 'import out/http-api.yaml --from out/bundle --journal out/runs --yes';
  const imported = saying('Imported as', command, 'imported.txt');
  const again = saying('Nothing to change', command, 'imported-again.txt');
  const [journal = ''] = readdirSync(join(root, 'out/runs'));
  const run = journal.replace('.jsonl', '');
  const undone = saying('is taken back', `undo ${run} --journal out/runs --yes`, 'undo.txt');
  step('Import it, import it again, and take it back', {
    found: [imported, again, undone],
    open: 'imported.txt',
    run: command,
  });
}

/** Runs a command. @returns the line of what it says that has this part */
function saying(part, command, file) {
  const { stdout, stderr } = migrate(command, file, [0]);
  return `${stdout}\n${stderr}`.split('\n').find((line) => line.includes(part)) ?? `"${part}" was not said`;
}

function analyze(title, name, flags) {
  const { verdict, totals, routes } = result(`analyze ${sample} ${flags}`, `${name}.json`, [0, 1]);
  migrate(`analyze ${sample} ${flags}`, `${name}.txt`, [0, 1]);
  const staying = routes.filter((route) => !route.verdict.startsWith('ready'));
  step(title, {
    found: [
      `${verdict}: ${routes.length - staying.length} of ${routes.length} methods can move; ${totals.constructs} constructs, ${totals.blocked} blocked, ${totals.unknown} unknown`,
      ...(staying.length < 4 ? staying.map(({ method, path }) => `stays: ${method} ${path}`) : []),
    ],
    open: `${name}.txt`,
    run: `analyze ${sample} ${flags}`.trim(),
  });
}

function convert() {
  const { stderr } = migrate(`convert ${sample} --partial -o out/http-api.yaml`, undefined, [0]);
  writeFileSync(join(root, 'out/convert.txt'), stderr);
  step('Convert what can move', {
    found: ['the definition of the HTTP API; convert.txt beside it lists what was left behind, and why'],
    open: 'http-api.yaml',
    run: `convert ${sample} --partial -o out/http-api.yaml`,
  });
}

function dryRun() {
  const command = 'import out/http-api.yaml --dry-run';
  const { messages, routes, integrations, plan } = result(command, 'import.json', [0]);
  migrate(command, 'import.txt', [0]);
  step('Import it, as a dry run', {
    found: [
      `${messages.warnings.length} warnings, ${messages.errors.length} errors; ${routes.length} routes, ${integrations.length} integrations, ${plan.steps.length} steps, each that writes with its undo`,
    ],
    open: 'import.txt',
    run: `${command}`,
  });
}

function diff() {
  const command = `diff ${sample} out/http-api.yaml`;
  const { requests, differences, unexplained } = result(command, 'differences.json', [0]);
  migrate(command, 'differences.txt', [0]);
  const security = differences.filter((difference) => difference.class === 'security');
  const counts = ['security', 'breaking', 'visible', 'benign'].map(
    (kind) => `${differences.filter((difference) => difference.class === kind).length} ${kind}`,
  );
  step('Send both the same requests, simulated', {
    found: [
      `${requests} requests, ${differences.length} kinds of difference: ${counts.join(', ')}`,
      `${unexplained} of them that no rule foretold`,
      ...security.map(({ route, rule }) => `let in now, as accepted in the decisions: ${route} (${rule})`),
    ],
    open: 'differences.txt',
    run: `${command}`,
  });
}

function cost() {
  const command = `cost ${sample} ${usage}`;
  const { currency, rest, http, saving } = result(command, 'cost.json', [0]);
  migrate(command, 'cost.txt', [0]);
  step('Compare the cost of 100 million requests a month', {
    found: [
      `${rest.total} ${currency} now, ${http.total} ${currency} then: ${saving.amount} saved (${saving.percent} %)`,
    ],
    open: 'cost.txt',
    run: `${command}`,
  });
}

/** Runs a command for its JSON. */
function result(command, file, codes) {
  return JSON.parse(migrate(`${command} --format json`, file, codes).stdout);
}

/** Runs a command as a user would; ends the process when it exits with a code that this step does not expect. */
function migrate(command, file, codes) {
  const args = command.split(' ').filter((part) => part !== '');
  const env = { ...process.env, ...aws?.environment, NO_COLOR: '1' };
  const run = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...args], { cwd: root, encoding: 'utf8', env });
  if (file) writeFileSync(join(root, 'out', file), run.stdout);
  if (codes.includes(run.status)) return run;
  process.stderr.write(`${run.stderr}migrate ${args.join(' ')} ended with exit code ${run.status}.\n`);
  process.exit(run.status || 1);
}

function step(title, { found, open, run }) {
  print(
    `\n${title}\n${found.map((line) => `  ${line}`).join('\n')}\n  open: out/${open}\n  run:  node bin/run.js ${run}`,
  );
}

function print(text) {
  process.stdout.write(`${text}\n`);
}
