import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Puts a command on one core: `[command, ...arguments]` as they are to be started. */
export type Pin = (role: 'server' | 'load', argv: string[]) => string[];

/**
 * @returns how to keep servers and load generator apart: on a core each, where the machine has two and `taskset` to choose
 *   them. Where it has not, ratios hold no more than roughly, and the report says so
 */
export function openCores(): { pin: Pin; said: string } {
  const [server, load] = allowedCores();
  if (server === undefined || load === undefined || spawnSync('taskset', ['--version']).status !== 0) {
    return { pin: (_, argv) => argv, said: 'not pinned: taskset and two cores are needed' };
  }
  const cores = { server, load };
  return {
    pin: (role, argv) => ['taskset', '--cpu-list', String(cores[role]), ...argv],
    said: `servers on core ${server}, load generator and upstream on core ${load}`,
  };
}

/** Cores that this process may use; only Linux tells. */
function allowedCores(): number[] {
  const list = /^Cpus_allowed_list:\s*(.*)$/m.exec(readStatus())?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [first = Number.NaN, last = first] = part.split('-').map(Number);
    return Number.isNaN(first) ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function readStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
