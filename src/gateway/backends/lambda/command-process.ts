import { spawn } from 'node:child_process';
import type { CommandOptions } from './command.js';
import { showOutput } from './console.js';
import { endOf } from './failures.js';
import { defaultRegion, reservedVariables } from './function.js';

/** How long a process has to end when the simulator does. */
const GRACE_MILLIS = 1000;

export interface CommandProcess {
  /** At once, with all that it has started. */
  kill(): void;
  /** @returns when it has ended, asked first and then made to */
  end(): Promise<void>;
}

interface Started {
  /** Of the Runtime API, host and port. */
  address: string;
  /** Of the first call. */
  functionName: string;
}

interface ProcessEvents {
  /** What its output is shown by. */
  name(): string;
  /** @param how `exit status 1`, `signal: killed`, what kept it from starting; undefined for status 0 */
  onExit(how: string | undefined): void;
}

/**
 * Starts a command with what Lambda sets for a runtime. It leads a group of processes, so that all of them end with it, and
 * so that Ctrl-C lets calls under way be answered.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function startCommand(options: CommandOptions, started: Started, events: ProcessEvents): CommandProcess {
  const { command, folder } = options;
  const isGroup = process.platform !== 'win32';
  const child = spawn(command, {
    shell: true,
    cwd: folder,
    env: variablesOf(options, started),
    detached: isGroup,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  showOutput(child.stdout, events.name);
  showOutput(child.stderr, events.name);
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    if (isGroup) process.kill(-child.pid, name);
    else child.kill(name);
  };
  const ended = new Promise<void>((resolve) => {
    const end = (how: string | undefined) => {
      resolve();
      events.onExit(how);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, by) => end(endOf(code, by)));
  });
  return {
    kill: () => signal('SIGKILL'),
    async end() {
      signal('SIGTERM');
      const grace = setTimeout(() => signal('SIGKILL'), GRACE_MILLIS);
      await ended;
      clearTimeout(grace);
    },
  };
}

/** The handler is what the command makes of it. */
function variablesOf(
  { command, folder, settings }: CommandOptions,
  { address, functionName }: Started,
): NodeJS.ProcessEnv {
  return {
    AWS_REGION: defaultRegion,
    AWS_DEFAULT_REGION: defaultRegion,
    ...process.env,
    ...reservedVariables(functionName, settings),
    _HANDLER: command,
    LAMBDA_TASK_ROOT: folder,
    LAMBDA_RUNTIME_DIR: folder,
    ...settings.environment,
    AWS_LAMBDA_RUNTIME_API: address,
  };
}
