import { counted } from './analysis-reason.js';
import type { AnalysedRow, Fleet } from './fleet.js';
import { verdictOrder } from './verdicts.js';
import { printable } from './wrap.js';

export const fleetHead = ['API', 'input', 'verdict', 'can move', 'blocked', 'unknown', 'security', 'questions'];

/** @returns the cells of a row, in the order of `fleetHead` */
export function fleetCells(row: AnalysedRow): string[] {
  const { name, input, verdict, movable, operations, totals, securityLosses, questions } = row;
  return [
    printable(name) || 'unnamed API',
    printable(input),
    verdict,
    `${movable}/${operations}`,
    ...[totals.blocked, totals.unknown, securityLosses, questions].map(String),
  ];
}

/** @returns the account in sentences whose numbers add up */
export function fleetSentences({ analysed, refused, skipped }: Fleet): string[] {
  const inputs = analysed.length + refused.length;
  const verdicts = verdictOrder.flatMap((verdict) => {
    const count = analysed.filter((row) => row.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  const sum = (numberOf: (row: AnalysedRow) => number) => analysed.reduce((total, row) => total + numberOf(row), 0);
  return [
    `${counted(inputs, 'input')} = ${analysed.length} analysed + ${refused.length} refused`,
    ...(analysed.length === 0 ? [] : [`${analysed.length} analysed = ${verdicts.join(' + ')}`]),
    `${sum(({ movable }) => movable)} of ${counted(
      sum(({ operations }) => operations),
      'method',
    )} can move now.`,
    ...(refused.length === 0 ? [] : ['This is not the whole: what was refused is not in these numbers.']),
    ...(skipped.length === 0
      ? []
      : [
          `Besides, ${counted(skipped.length, 'file')} ${skipped.length === 1 ? 'is no definition' : 'are no definitions'} of ${skipped.length === 1 ? 'a REST API' : 'REST APIs'}.`,
        ]),
  ];
}
