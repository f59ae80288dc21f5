import type { Check, CheckState } from '../model/index.js';
import { wrapped } from './wrap.js';

export const doctorFormats = ['text', 'json'] as const;

/** @returns what was looked at, with a newline at the end: text for people, JSON of `schemas/doctor.schema.json` */
export function printChecks(checks: readonly Check[], format: (typeof doctorFormats)[number], width: number): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, problems: checks.filter(isProblem).length, checks }, null, 2)}\n`;
    case 'text':
      return [...checks.flatMap((check) => checkLines(check, width)), '', summary(checks), ''].join('\n');
  }
}

/** @returns whether a command would fail of it */
export function isProblem({ state }: Check): boolean {
  return state === 'problem';
}

const words: Record<CheckState, string> = { ok: 'ok', absent: '-', problem: 'PROBLEM', unknown: '?' };

function checkLines({ name, state, says, next }: Check, width: number): string[] {
  const head = `${words[state].padEnd(7)}  ${name.padEnd(11)}  `;
  const [first = '', ...more] = wrapped(says, ' '.repeat(head.length), width);
  const todo = next === undefined ? [] : wrapped(next, ' '.repeat(head.length), width);
  return [head + first.trimStart(), ...more, ...todo];
}

function summary(checks: readonly Check[]): string {
  const count = checks.filter(isProblem).length;
  if (count > 0) return count === 1 ? '1 problem.' : `${count} problems.`;
  return checks.some(({ state }) => state === 'unknown')
    ? 'No problem found; what has a ? was not looked at.'
    : 'No problem found.';
}
