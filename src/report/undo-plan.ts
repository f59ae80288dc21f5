import type { OpenStep } from '../aws/undo.js';
import { withoutSecrets } from '../model/index.js';
import { printable } from './wrap.js';

/** @returns what an undo would take back, in its order */
export function undoPlanLines(run: string, steps: readonly OpenStep[]): string[] {
  return [
    `UNDO of run ${run}`,
    ...steps.map(({ title, undo, bindings }, index) => {
      const calls = undo.map(({ operation }) => operation).join(', ');
      const doubt = bindings === undefined ? ' (if it was made: its answer is not in the journal)' : '';
      return `  ${index + 1}. ${printable(withoutSecrets(title))}: ${calls === '' ? 'nothing to call' : calls}${doubt}`;
    }),
  ];
}
