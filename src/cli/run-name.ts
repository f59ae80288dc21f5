import { randomBytes } from 'node:crypto';

/** @returns a name for a run that sorts by time and is used once: `20261123t040506z-1a2b3c` */
export function newRunName(at: Date): string {
  const time = at
    .toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
    .toLowerCase();
  return `${time}-${randomBytes(3).toString('hex')}`;
}
