import type { Readable } from 'node:stream';
import type { Threw } from './function.js';

/**
 * Shows what a function prints, line by line with its name in front, on stderr: stdout has the simulator's own output.
 *
 * @param name asked for with each piece, since one handler may stand for several functions
 */
export function showOutput(stream: Readable, name: () => string): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) process.stderr.write(lines.map((line) => `[${name()}] ${line}\n`).join(''));
  });
  stream.on('end', () => {
    if (rest !== '') process.stderr.write(`[${name()}] ${rest}\n`);
  });
  // A stream that breaks belongs to a function that has ended.
  stream.on('error', () => stream.destroy());
}

/** Tells of an error outside of any call. */
export function showError(name: string, { errorType, errorMessage, trace }: Threw): void {
  process.stderr.write(`[${name}] ${trace?.join('\n') || `${errorType}: ${errorMessage}`}\n`);
}

let printers = 0;
let printAsBefore: (() => void) | undefined;

/** Sends what handlers in this process print to stderr as well. @returns ends it, when the last one has ended */
export function printToStderr(): () => void {
  printers++;
  if (printers === 1) {
    const { log, info, debug, error } = console;
    Object.assign(console, { log: error, info: error, debug: error });
    printAsBefore = () => Object.assign(console, { log, info, debug });
  }
  return () => {
    printers--;
    if (printers === 0) printAsBefore?.();
  };
}
