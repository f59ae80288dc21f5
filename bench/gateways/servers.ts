import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Pin } from './cores.js';

/** A server to be measured. */
export interface ServerCommand {
  /** Arguments of Node.js, from the script on. */
  argv: string[];
  /** Default: of this process. */
  cwd?: string;
  environment?: Record<string, string>;
  port: number;
  /** What it is asked for until it answers with 200. */
  path: string;
}

/** A server that answers. */
export interface RunningServer {
  port: number;
  child: ChildProcess;
  pid: number;
  /** Milliseconds from its start to its first answer. */
  startMillis: number;
  /** Milliseconds of those that it was on a processor, all its threads together; NaN where the system does not tell. */
  startBusyMillis: number;
  /** Most megabytes it had in memory so far. */
  peakMemory(): number;
  close(): Promise<void>;
}

/** Longest to wait for a first answer. */
const PATIENCE_MILLIS = 30_000;

/** @throws Error with what it said when it ends, or does not answer in half a minute */
export async function start(pin: Pin, role: 'server' | 'load', command: ServerCommand): Promise<RunningServer> {
  const begin = performance.now();
  const [program = '', ...argv] = pin(role, [process.execPath, ...command.argv]);
  const child = spawn(program, argv, {
    cwd: command.cwd,
    env: { ...process.env, NO_COLOR: '1', ...command.environment },
    // A line for each request goes nowhere, for every server alike.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
  await answering(child, command, begin + PATIENCE_MILLIS).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`${command.argv.join(' ')}: ${String(error)}\n${(await errors).slice(-2000)}`);
  });
  const { port } = command;
  const pid = child.pid ?? 0;
  const startMillis = performance.now() - begin;
  const startBusyMillis = busyMillis(pid);
  return {
    port,
    child,
    pid,
    startMillis,
    startBusyMillis,
    peakMemory: () => peakMemory(pid),
    close: () => ended(child),
  };
}

async function answering(child: ChildProcess, { port, path }: ServerCommand, until: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const status = await statusOf(port, path).catch(() => undefined);
    if (status === 200) return;
    if (performance.now() > until) throw new Error(`no answer of status 200, but ${status ?? 'none'}`);
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

function statusOf(port: number, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on('error', reject);
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Linux tells it in hundredths of a second. */
function busyMillis(pid: number): number {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .slice(11, 13);
    return (Number(user) + Number(system)) * 10;
  } catch {
    return Number.NaN;
  }
}

function peakMemory(pid: number): number {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}

/** @returns a port that was free a moment ago */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : Number.NaN;
}
