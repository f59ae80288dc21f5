import { isIP } from 'node:net';
import { Failure } from '../model/index.js';

/** Where a server listens, or is to. */
export interface Address {
  host: string;
  port: number;
}

/** System errors of listening: https://nodejs.org/api/errors.html#common-system-errors */
const reasons: Record<string, [reason: string, next: string]> = {
  EADDRINUSE: ['it is in use', 'Choose another --port; 0 takes a free one.'],
  EACCES: ['it needs more rights than you have', 'Choose a --port above 1023; 0 takes a free one.'],
  EADDRNOTAVAIL: ['this machine has no such address', 'Choose another --host, such as 127.0.0.1 or 0.0.0.0.'],
  ENOTFOUND: ['there is no such host', 'Choose another --host, such as 127.0.0.1 or 0.0.0.0.'],
};

/** @returns what to tell somebody who cannot have an address. */
export function cannotListen(error: NodeJS.ErrnoException, { host, port }: Address): Failure {
  const code = error.code ?? error.message;
  const [reason, next] = reasons[code] ?? [code, 'Choose another --port or --host.'];
  return new Failure('usage', `Port ${port} of ${host} cannot be had: ${reason}.`, next);
}

/** @returns whether only this machine can reach the address (RFC 6890, 2.2.2). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** @returns the URL of an address, without a slash at the end; one that a browser of this machine can open. */
export function urlOfAddress({ host, port }: Address): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}
