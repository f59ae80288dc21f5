import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCases } from './read-cases.js';
import { runCases } from './report.js';
import { reportText } from './text.js';

const help = `Runs a folder of conformance cases: what AWS did, against what we do.

  npm run conformance -- DIR [--format text|json]

DIR holds cases, in folders by kind or all in one. Exit code 0: no case failed (some may not be supported);
1: at least one failed, or a file is no case; 2: the run itself was not possible.
`;

/** @returns the exit code */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } },
  });
  const [folder] = positionals;
  if (values.help === true) return say(help);
  if (folder === undefined || positionals.length > 1 || !['text', 'json'].includes(values.format)) {
    process.stderr.write(help);
    return 2;
  }
  const report = await runCases(readCases(resolve(process.env['INIT_CWD'] ?? '.', folder)));
  say(values.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return report.cases.some(({ result }) => result === 'failed') ? 1 : 0;
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
