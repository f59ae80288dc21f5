import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, sideBySide } from '../processes.js';
import { table } from '../table.js';

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const migrate = fileAt('../../bin/run.js');
/** 14 methods of all kinds. Read from a folder of its own, where no decisions are. */
const sample = fileAt('../../samples/orders/rest-api.yaml');

const commandsFor = (definition: string) =>
  ({
    node: { name: 'node -e 0', argv: ['-e', '0'], codes: [0] },
    parse: { name: 'node, and js-yaml parses the file', argv: [fileAt('parse.mjs'), definition], codes: [0] },
    minimal: { name: 'minimal oclif command', argv: [fileAt('minimal/run.js'), 'hello'], codes: [0] },
    version: { name: 'migrate --version', argv: [migrate, '--version'], codes: [0] },
    analyze: { name: 'migrate analyze', argv: [migrate, 'analyze', definition], codes: [0, 1] },
  }) satisfies Record<string, Command>;

/** Most of the time of a minimal oclif command that `migrate --version` may take. */
const mostForVersion = 1.25;
/** Most of what Node.js takes to start and to parse the file that an analysis of it may take. */
const mostForAnalysis = 3;

/**
 * What people wait for before anything happens. By the time on a processor, which other work on the machine lengthens less
 * than that on the clock; both are shown.
 *
 * @returns whether both goals are met
 */
export async function startUp(rounds: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-up-'));
  try {
    const definition = join(folder, 'rest-api.yaml');
    copyFileSync(sample, definition);
    return await measured(Object.entries(commandsFor(definition)), rounds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(commands: [string, Command][], rounds: number): Promise<boolean> {
  const costs = await sideBySide(
    commands.map(([, command]) => command),
    rounds,
  );
  const rows = commands.map(([, { name }], at) => [
    name,
    costs[at]?.wall.toFixed(0) ?? '',
    costs[at]?.busy.toFixed(0) ?? '',
  ]);
  console.log(`\nStart-up, median of ${rounds}\n${table(['', 'ms', 'ms busy'], rows)}`);
  const busy = (of: string) => costs[commands.findIndex(([key]) => key === of)]?.busy ?? Number.NaN;
  const version = busy('version') / busy('minimal');
  const analysis = busy('analyze') / busy('parse');
  console.log(
    `\nmigrate --version takes ${version.toFixed(2)} of a minimal oclif command; at most ${mostForVersion} is the goal.`,
  );
  console.log(
    `migrate analyze takes ${analysis.toFixed(2)} of a start with parsing; at most ${mostForAnalysis} is the goal.`,
  );
  return version <= mostForVersion && analysis <= mostForAnalysis;
}
