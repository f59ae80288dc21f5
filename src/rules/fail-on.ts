import type { Level } from '../model/index.js';

/** Levels from the most to the least grave. */
const levels: Level[] = ['blocked', 'loss', 'change', 'info'];

/** @returns whether a finding of this level is at or above the level that `--fail-on` names */
export function reaches(level: Level, failOn: Level | 'never'): boolean {
  return failOn !== 'never' && levels.indexOf(level) <= levels.indexOf(failOn);
}
