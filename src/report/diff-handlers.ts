import type { HandlersResult, HandlerUse, NotRead } from '../handlers/handlers.js';
import { columns } from './diff-lines.js';
import { counted } from './diff-rows.js';
import { packed, printable, wrapped } from './wrap.js';

/** What nobody can tell by reading sources. */
export const limitsOfReading =
  'What is not listed is not proven absent: an event is followed by name within one file, and what libraries do with it is not seen.';

const words = { breaks: 'to change', changes: 'with another meaning', check: 'to check' } as const;

/** @returns how many uses there are of each grade, and in how much source, in the parts of one sentence */
export function handlersSummary(handlers: HandlersResult): string[] {
  const { files, ignored, notRead, uses } = handlers;
  const grades = (['breaks', 'changes', 'check'] as const).flatMap((grade) => {
    const count = uses.filter((use) => use.grade === grade).length;
    return count === 0 ? [] : [`${counted(count, 'use')} ${words[grade]}`];
  });
  return [
    `${grades.length === 0 ? 'No use that a rule is about' : grades.join(', ')}${handlersFail(handlers) ? ': exit code 1' : ''}`,
    `${counted(files, 'file')} of handlers read`,
    ...(notRead.length > 0 ? [`${counted(notRead.length, 'file')} not read, or not in whole`] : []),
    ...(ignored.length > 0
      ? [`left out: ${ignored.map(({ what, count }) => `${what}${count > 1 ? ` (${count})` : ''}`).join(', ')}`]
      : []),
  ];
}

/** @returns whether there is something to do, or not known: then the exit code is 1 */
export function handlersFail({ uses, notRead }: HandlersResult): boolean {
  return notRead.length > 0 || uses.some(({ grade }) => grade === 'breaks');
}

/** @returns uses by file, in the order of both */
export function byFile(uses: readonly HandlerUse[]): [file: string, uses: HandlerUse[]][] {
  const files = new Map<string, HandlerUse[]>();
  for (const use of uses) files.set(use.file, [...(files.get(use.file) ?? []), use]);
  return [...files];
}

/** @returns a place as editors take it: `orders.mjs:6:17` */
export function placeText({ file, line, column }: Pick<NotRead, 'file' | 'line' | 'column'>): string {
  return [file, ...(line === undefined ? [] : [line]), ...(column === undefined ? [] : [column])].join(':');
}

/** @returns the part of the text report about handlers */
export function handlersText(handlers: HandlersResult): string[] {
  return [
    'HANDLERS',
    ...wrapped(`${handlersSummary(handlers).join('; ')}.`, '  ', columns),
    ...wrapped(limitsOfReading, '  ', columns),
    ...byFile(handlers.uses).flatMap(([file, uses]) => [`  ${printable(file)}`, ...uses.flatMap(useLines)]),
    ...handlers.notRead.flatMap((one) => wrapped(`not read: ${placeText(one)}: ${one.reason}`, '  ', columns)),
  ];
}

function useLines({ line, column, grade, expression, rule, what, instead }: HandlerUse): string[] {
  const head = [`${line}:${column}`, grade, printable(expression), rule];
  return [
    ...packed(head, { width: columns, first: '    ', next: '        ', between: '  ' }),
    ...wrapped(what, '        ', columns),
    ...wrapped(`Instead: ${instead}`, '        ', columns),
  ];
}
