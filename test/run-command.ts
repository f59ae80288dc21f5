import { fileURLToPath } from 'node:url';
import { Errors } from '@oclif/core';
import { vi } from 'vitest';
import { exitCodeOf } from '../src/cli/exit-codes.js';
import { failureText } from '../src/cli/failure-text.js';
import { Failure } from '../src/model/index.js';
import { captured } from './captured.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A command class, without what oclif knows of its flags. */
export interface Runnable {
  run(argv: string[], root: string): Promise<unknown>;
}

/** What a user would see of a command. */
export interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

/** Runs a command in this process. @throws what is neither a failure told to the user nor an exit: a bug of ours */
export async function runCommand(command: Runnable, ...argv: string[]): Promise<Outcome> {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const error: unknown = await command.run(argv, root).then(
    () => undefined,
    (thrown) => thrown,
  );
  vi.restoreAllMocks();
  const told = error instanceof Failure ? failureText(error) : '';
  return { stdout: stdout.join(''), stderr: stderr.join('') + told, code: codeOf(error) };
}

function codeOf(error: unknown): number {
  if (error === undefined) return 0;
  if (error instanceof Failure) return exitCodeOf(error.kind);
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? 0;
  if (error instanceof Errors.CLIError) return 2;
  throw error;
}
