import { describe, expect, it } from 'vitest';
import { awsRates } from '../../src/local-aws/server-rates.js';

function clocked() {
  let millis = 0;
  const faults = awsRates(() => millis);
  return {
    /** @returns how many of so many calls in a row are let through */
    passed: (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => faults({ name, number: index + 1 })).filter((fault) => !fault).length,
    wait: (seconds: number) => {
      millis += seconds * 1000;
    },
  };
}

describe('the rates of the control plane', () => {
  it('let forty calls through at once, and then ten in a second', () => {
    const { passed, wait } = clocked();
    expect(passed('GetApi', 50)).toBe(40);
    wait(1);
    expect(passed('GetApi', 50)).toBe(10);
    wait(100);
    expect(passed('GetApi', 50)).toBe(40);
  });

  it('are narrower for some calls, and those do not cost the others more than one', () => {
    const { passed, wait } = clocked();
    expect(passed('CreateDeployment', 5)).toBe(1);
    expect(passed('GetApi', 50)).toBe(39);
    wait(4);
    expect(passed('CreateDeployment', 1)).toBe(0);
    wait(1);
    expect(passed('CreateDeployment', 1)).toBe(1);
  });

  it('are none for other services', () => {
    expect(clocked().passed('AddPermission', 500)).toBe(500);
  });
});
