import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Pin } from './cores.js';

/** What a server is asked for, and for how long: so many seconds or requests, whichever comes first. */
export interface Burst {
  port: number;
  path: string;
  connections: number;
  seconds?: number;
  requests?: number;
  /** Of the server, whose processor time is read. */
  pid?: number;
}

export interface Seen {
  /** Requests answered. */
  perSecond: number;
  /** Requests answered in a second that the server was on a processor: what else the machine does matters less. */
  perBusySecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Connections that broke, and answers other than a whole one with status 200. */
  failures: number;
}

export interface Load {
  run(burst: Burst): Promise<Seen>;
  close(): void;
}

/** Starts the load generator (`load.mjs`) in a process of its own. */
export function openLoad(pin: Pin): Load {
  const script = fileURLToPath(new URL('load.mjs', import.meta.url));
  const [program = '', ...argv] = pin('load', [process.execPath, script]);
  const child: ChildProcess = spawn(program, argv, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    async run(burst) {
      const answer = once(child, 'message');
      child.send(burst);
      const [seen] = (await answer) as [Seen];
      return seen;
    },
    close: () => child.disconnect(),
  };
}
