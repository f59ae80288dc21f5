import { describe, expect, it } from 'vitest';
import { Anonymiser } from '../../src/anonymise/anonymiser.js';
import { anonymousProfile } from '../../src/fleet/cost-anonymous.js';
import { recordKind } from '../../src/fleet/recorded.js';
import type { UsageProfile } from '../../src/model/index.js';

const profile: UsageProfile = {
  source: {
    name: 'CloudWatch (Zqshop, stage zqprod)',
    requests: 7,
    broken: 1,
    firstBroken: { file: '/home/zqperson/access.log', line: 3, reason: 'is no JSON object' },
  },
  requests: 7,
  days: 30,
  idleHours: [],
  routes: [
    { route: 'GET /accounts/998877665544', requests: 4, sizes: [] },
    { route: null, requests: 3, sizes: [] },
  ],
  statuses: [],
  hours: [],
  callers: null,
};

describe('an anonymous record', () => {
  const anonymous = anonymousProfile(profile, new Anonymiser('key'), recordKind({ cloudwatch: true, stage: 'zqprod' }));

  it('names no API, stage, file or account', () => {
    expect(JSON.stringify(profile)).toMatch(/zq|998877665544/i);
    expect(JSON.stringify(anonymous)).not.toMatch(/zq|998877665544/i);
  });

  it('says the same in numbers, and which line was broken', () => {
    const numbers = (value: UsageProfile) => JSON.stringify(value).match(/(?<=:)\d+/g);
    expect(numbers(anonymous)).toEqual(numbers(profile));
    expect(anonymous.source).toMatchObject({ name: 'CloudWatch', firstBroken: { file: 'CloudWatch', line: 3 } });
    expect(anonymous.routes[0]?.route).toMatch(/^GET \/accounts\/\d{12}$/);
  });
});

it.each([
  [{ bill: ['x'] }, 'the bill'],
  [{ logs: ['x'] }, 'the access logs'],
  [{ athena: 'x', table: 'y' }, 'the table of access logs (Athena)'],
  [{ cloudwatch: true }, 'CloudWatch'],
])('a record by %j is called %s', (flags, name) => {
  expect(recordKind(flags)).toBe(name);
});
