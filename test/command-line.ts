import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a command left behind. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

const program = fileURLToPath(new URL('../bin/run.js', import.meta.url));

/** Runs the program as people do: its own process, arguments in, streams and exit code out. */
export function migrate(args: string[], options: { input?: string; cwd?: string } = {}): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { maxBuffer: 1 << 28, cwd: options.cwd },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end(options.input ?? '');
  });
}
