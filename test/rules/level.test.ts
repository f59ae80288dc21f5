import { describe, expect, it } from 'vitest';
import { type Level, type Outcome, outcomes, type RuleId } from '../../src/model/index.js';
import { rules } from '../../src/rules/index.js';
import { levelOf } from '../../src/rules/level.js';

describe('the level of an entry', () => {
  it.each<[Outcome, RuleId, Level]>([
    ['blocked', 'access/api-key', 'blocked'],
    ['blocked', 'cors/part-of-preflight', 'blocked'],
    ['unknown', 'lambda/parameter-mapping', 'blocked'],
    ['unknown', 'ledger/unclaimed', 'blocked'],
    ['carried', 'access/authorizer', 'info'],
    ['carried', 'integrations/goes-with-integration', 'info'],
    ['rewritten', 'http-proxy/parameter-mapping', 'info'],
    ['rewritten', 'routes/carried', 'info'],
    ['behaviour-changes', 'lambda/payload-1', 'change'],
    ['behaviour-changes', 'integrations/timeout', 'loss'],
    ['behaviour-changes', 'routes/would-catch', 'loss'],
    ['replaced', 'cors/preflight', 'change'],
    ['replaced', 'settings/binary-media-types', 'change'],
    ['replaced', 'cors/part-of-preflight', 'info'],
    ['dropped', 'access/api-key', 'loss'],
    ['dropped', 'integrations/cache', 'loss'],
    ['dropped', 'models/description', 'info'],
  ])('%s by %s is %s', (outcome, rule, level) => {
    expect(levelOf({ outcome, rule })).toBe(level);
  });

  it.each(outcomes.filter((outcome) => outcome === 'blocked' || outcome === 'unknown'))(
    'is blocked for every rule whose entry is %s',
    (outcome) => {
      const levels = Object.values(rules).map(({ id }) => levelOf({ outcome, rule: id }));
      expect(new Set(levels)).toEqual(new Set(['blocked']));
    },
  );

  it('is never blocked for any other outcome', () => {
    const settled = outcomes.filter((outcome) => outcome !== 'blocked' && outcome !== 'unknown');
    const levels = Object.values(rules).flatMap(({ id }) => settled.map((outcome) => levelOf({ outcome, rule: id })));
    expect(levels).not.toContain('blocked');
  });
});
