import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeDefinition } from './large.js';
import { type Command, type Cost, sideBySide } from './processes.js';
import { table } from './table.js';

const migrate = fileURLToPath(new URL('../bin/run.js', import.meta.url));
const redocly = fileURLToPath(new URL('node_modules/@redocly/cli/bin/cli.js', import.meta.url));

/** Less than half of the peer's time, and less memory. */
const mostTime = 0.5;
const mostMemory = 1;

/**
 * Analyzes a definition of 6 MB beside `redocly lint` of the same file, start-up included.
 *
 * @param input the definition to enlarge
 * @returns whether the goal is met: for both syntaxes, with text as the result. JSON, which has every construct in it and
 *   is several times as large as the definition, is shown beside it
 */
export async function againstPeer(input: string, rounds: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const met: boolean[] = [];
    for (const syntax of ['json', 'yaml'] as const) {
      const { text, copies } = largeDefinition(input, syntax);
      const file = join(folder, `large.${syntax}`);
      writeFileSync(file, text);
      const megabytes = (Buffer.byteLength(text) / 1e6).toFixed(1);
      console.log(
        `\n${relative('.', input)}, ${copies} times: ${megabytes} MB of ${syntax.toUpperCase()}, median of ${rounds}`,
      );
      met.push(report(await sideBySide(commandsFor(file), rounds)));
    }
    return met.every(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function commandsFor(file: string): Command[] {
  return [
    { name: 'redocly lint', argv: [redocly, 'lint', file], codes: [0, 1] },
    { name: 'migrate analyze', argv: [migrate, 'analyze', file], codes: [0, 1] },
    { name: 'migrate analyze --format json', argv: [migrate, 'analyze', file, '--format', 'json'], codes: [0, 1] },
  ];
}

function report([peer, ...own]: Cost[]): boolean {
  if (peer === undefined) return false;
  const names = commandsFor('').map(({ name }) => name);
  const rows = [peer, ...own].map((cost, index) => [
    names[index] ?? '',
    cost.wall.toFixed(0),
    (cost.wall / peer.wall).toFixed(2),
    cost.busy.toFixed(0),
    (cost.busy / peer.busy).toFixed(2),
    cost.memory.toFixed(0),
    (cost.memory / peer.memory).toFixed(2),
  ]);
  console.log(table(['', 'ms', 'ratio', 'ms busy', 'ratio', 'MB', 'ratio'], rows));
  const [text] = own;
  return text !== undefined && text.wall / peer.wall < mostTime && text.memory / peer.memory < mostMemory;
}
