import type { Failure } from '../model/index.js';

/** @returns a failure as people read it: `file:line:column: message`, then what to do next. */
export function failureText(failure: Failure): string {
  const { file, line, column } = failure.place ?? {};
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const text = `Error: ${place ? `${place}: ` : ''}${failure.message}\n  Next: ${failure.next}\n`;
  // Messages quote what stands in files, and no sign of it may steer a terminal.
  return text.replaceAll(/[^\P{C}\n\t]/gu, '\uFFFD');
}
