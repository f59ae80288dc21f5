import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../scripts/docs/outcomes.js';
import type { Outcome } from '../../src/model/index.js';
import { noticedBy } from '../../src/report/finding-tasks.js';
import { rules } from '../../src/rules/index.js';

const changes = Object.values(rules).filter(({ level }) => level === 'change');
const settled: readonly Outcome[] = ['behaviour-changes', 'replaced', 'dropped'];
const noticersOf = (id: keyof typeof rules) =>
  Object.entries(noticedBy).flatMap(([who, named]) => (named.has(id) ? [who] : []));

describe('who notices a change', () => {
  it.each(changes)('is said of $id if it can end as one, and once', async (rule) => {
    const { now, decided = [] } = await outcomesOf(rule);
    const canSettle = [...now, ...decided].some((outcome) => settled.includes(outcome));
    expect(noticersOf(rule.id)).toHaveLength(canSettle ? 1 : 0);
  });

  it('is said of changes only', () => {
    const named = Object.values(noticedBy).flatMap((ids) => [...ids]);
    expect(named.filter((id) => rules[id].level !== 'change')).toEqual([]);
    expect(changes.length).toBeGreaterThan(named.length);
  });
});
