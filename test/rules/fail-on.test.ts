import { describe, expect, it } from 'vitest';
import type { Level } from '../../src/model/index.js';
import { reaches } from '../../src/rules/fail-on.js';

const levels: Level[] = ['blocked', 'loss', 'change', 'info'];

describe('--fail-on', () => {
  it.each<[Level | 'never', Level[]]>([
    ['blocked', ['blocked']],
    ['loss', ['blocked', 'loss']],
    ['change', ['blocked', 'loss', 'change']],
    ['info', ['blocked', 'loss', 'change', 'info']],
    ['never', []],
  ])('%s fails on %j', (failOn, failing) => {
    expect(levels.filter((level) => reaches(level, failOn))).toEqual(failing);
  });
});
