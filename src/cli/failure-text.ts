import type { Failure } from '../model/index.js';

/** @returns a failure as people read it: `file:line:column: message`, then what to do next. */
export function failureText(failure: Failure): string {
  const { file, line, column } = failure.place ?? {};
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `Error: ${place ? `${place}: ` : ''}${failure.message}\n  Next: ${failure.next}\n`;
}
