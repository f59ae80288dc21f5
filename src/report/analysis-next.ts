import { isOpen, quoted } from '../model/index.js';
import type { Analysis } from './analysis.js';
import { movable } from './movable.js';
import { openFinding } from './open-finding.js';

/** A command to type next, and what it is good for where that is not plain. */
export interface NextCommand {
  command: string;
  note?: string;
}

/** @returns what to type next: the conversion, if there is anything to convert, and the file for what is open */
export function nextCommands(analysis: Analysis): NextCommand[] {
  const { conversion, decisionsFile } = analysis;
  const input = shellWord(analysis.input);
  const partial = conversion.ledger.some(isOpen) ? ' --partial' : '';
  const moves =
    movable(conversion.routes) > 0 ? [{ command: `migrate convert ${input} -o http-api.yaml${partial}` }] : [];
  const open = `migrate convert ${input} --init`;
  const decides = awaitsSomebody(analysis)
    ? [
        decisionsFile === undefined
          ? { command: open, note: 'writes down what is open' }
          : { command: `${open} -o -`, note: 'shows what is open' },
      ]
    : [];
  return conversion.verdict === 'needs-decisions' ? [...decides, ...moves] : [...moves, ...decides];
}

function awaitsSomebody({ conversion, rules }: Analysis): boolean {
  return (
    conversion.questions.some(({ decides }) => decides !== undefined) ||
    conversion.ledger.some((entry) => openFinding(entry, rules) === 'acceptable')
  );
}

/** @returns a file name as it is typed in a shell */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : quoted(text);
}
