import { expect, it } from 'vitest';
import { noDecisions } from '../../src/model/index.js';
import { printDiff } from '../../src/report/diff.js';
import { rules } from '../../src/rules/index.js';
import { lambda, restApi } from './definitions.js';
import { proofOf } from './proving.js';

it('300 routes that differ alike make a short report, which tells how many they are', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`/things${index}`, { get: lambda }] as const),
  );
  const { result } = await proofOf(await restApi({ paths }), noDecisions());
  const text = printDiff(result, 'text', rules);
  expect(text.split('\n').length).toBeLessThan(100);
  expect(text).toMatch(/breaking {2}event\.headers\.\* \(name\): Accept -> accept {2}300 routes {2}\d+x/);
  const names = result.differences.find(({ aspect }) => aspect === 'event.headers.* (name)');
  expect(names).toMatchObject({ rule: 'lambda/payload-1', route: null, routes: 300 });
});
