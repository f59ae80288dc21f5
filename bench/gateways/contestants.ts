import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Definitions } from './definitions.js';
import type { ServerCommand } from './servers.js';

const fileHere = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const hello = fileHere('hello.mjs');
const migrate = fileHere('../../bin/run.js');

export type Kind = 'rest' | 'http';

/** Where the handler runs: in the server's own process, or in a worker thread. */
export type Place = 'in-process' | 'thread';

/** @returns whether this build can choose where a handler runs; one that cannot runs it in its own process */
export function choosesPlace(): boolean {
  const manifest: unknown = JSON.parse(readFileSync(fileHere('../../oclif.manifest.json'), 'utf8'));
  return JSON.stringify(manifest).includes('"in-process"');
}

/** @returns `migrate simulate` with the functions of `hello.mjs`; `extra` goes to Node.js */
export function gateway(
  kind: Kind,
  port: number,
  { definitions, place, extra = [] }: { definitions: Definitions; place: Place; extra?: string[] },
): ServerCommand {
  const handlers = ['hello', 'told'].flatMap((name) => ['--handler', `${name}=${hello}#${name}`]);
  const placed = place === 'in-process' && choosesPlace() ? ['--in-process'] : [];
  const settings = ['--kind', kind, '--port', String(port), '--http', 'upstream', ...handlers, ...placed];
  return { argv: [...extra, migrate, 'simulate', definitions[kind], ...settings], port, path: pathOf(kind, 'hello') };
}

/** @returns the path of an operation, with the stage that a REST API has in front of it */
export function pathOf(kind: Kind, operation: 'hello' | 'event' | 'proxy'): string {
  return kind === 'rest' ? `/prod/${operation}` : `/${operation}`;
}

/** @returns a bare `node:http` server that builds the event of this kind of API */
export function bareLambda(kind: Kind, port: number, place: Place): ServerCommand {
  return { argv: [fileHere('bare-lambda.mjs'), kind, String(port), place], port, path: pathOf(kind, 'hello') };
}

/** @returns a bare reverse proxy */
export function bareProxy(port: number, upstream: string): ServerCommand {
  return { argv: [fileHere('bare-proxy.mjs'), String(port), upstream], port, path: '/' };
}

/** @returns the server behind the proxies */
export function upstreamServer(port: number): ServerCommand {
  return { argv: [fileHere('upstream.mjs'), String(port)], port, path: '/' };
}

/** @returns serverless-offline with the same function; @see peer/serverless.yml */
export function peer(
  ports: readonly [http: number, lambda: number, alb: number],
  place: Place,
  upstreamPort: number,
): ServerCommand {
  const [http, lambda, alb] = ports.map(String);
  const script = fileHere('peer/node_modules/serverless/bin/serverless.js');
  const flags = ['--httpPort', http ?? '', '--lambdaPort', lambda ?? '', '--albPort', alb ?? '', '--host', '127.0.0.1'];
  return {
    argv: [script, 'offline', 'start', ...flags, ...(place === 'in-process' ? ['--useInProcess'] : [])],
    cwd: fileHere('peer'),
    environment: {
      BENCH_UPSTREAM_PORT: String(upstreamPort),
      SLS_NOTIFICATIONS_MODE: 'off',
      SLS_TELEMETRY_DISABLED: '1',
    },
    port: ports[0],
    path: '/rest',
  };
}
