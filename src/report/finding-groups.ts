import type { LedgerEntry } from '../model/index.js';

/** @returns the entries by what they say, in the order in which it is first said */
export function groupsOf(entries: readonly LedgerEntry[]): LedgerEntry[][] {
  const byMessage = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const group = byMessage.get(entry.message);
    if (group) group.push(entry);
    else byMessage.set(entry.message, [entry]);
  }
  return [...byMessage.values()];
}

/** @returns whether each place says something of its own */
export function areDistinct(groups: readonly LedgerEntry[][]): boolean {
  return groups.length > 1 && groups.every(({ length }) => length === 1);
}
