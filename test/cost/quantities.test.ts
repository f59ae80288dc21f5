import { describe, expect, it } from 'vitest';
import { parseCount, parseSize } from '../../src/cost/quantities.js';
import { readUsage } from '../../src/cost/usage.js';
import { Failure } from '../../src/model/index.js';

describe('a number of requests', () => {
  it.each([
    ['100M', 100_000_000],
    ['1.5B', 1_500_000_000],
    ['250k', 250_000],
    ['100000000', 100_000_000],
    ['100M/month', 100_000_000],
    ['2.5 m / month', 2_500_000],
    ['0', 0],
    ['0.333333B', 333_333_000],
    ['100000B', 1e14],
  ])('%s is %d', (text, count) => {
    expect(parseCount(text, 'requests')).toBe(count);
  });

  it.each(['', 'many', '-5M', '1,5M', '1.5', '0.0000000001B', '100MB', '5M/day', '1e9', '100001B', 'NaN', 'k', '.5M'])(
    '%s is refused with what was expected',
    (text) => {
      const failure = failureOf(() => parseCount(text, 'requests'));
      expect(failure.kind).toBe('usage');
      expect(failure.message).toContain(`--requests ${text}`);
      expect(failure.next).toContain('100M, 1.5B, 250k');
    },
  );
});

describe('a size', () => {
  it.each([
    ['4KB', 4096],
    ['4kb', 4096],
    ['512', 512],
    ['512B', 512],
    ['512KB', 524_288],
    ['0', 0],
    ['10MB', 10_485_760],
    ['0.001GB', 1_073_742],
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseSize(text, 'response-size')).toBe(bytes);
  });

  it('counts a part of a byte as one', () => {
    expect(parseSize('1.2MB', 'response-size')).toBe(1_258_292);
  });

  it.each(['', '4K', '4 potatoes', '-1KB', '1,2MB', 'KB'])('%s is refused with what was expected', (text) => {
    const failure = failureOf(() => parseSize(text, 'request-size'));
    expect(failure.kind).toBe('usage');
    expect(failure.next).toContain('4KB or 1.2MB (1 KB = 1024 bytes)');
  });

  it('is refused above what an HTTP API carries', () => {
    expect(failureOf(() => parseSize('10.1MB', 'response-size')).message).toContain('at most 10 MB');
  });
});

describe('a cache size', () => {
  it.each([
    ['0.5', '0.5'],
    ['0.50', '0.5'],
    ['237GB', '237'],
  ])('%s is %s', (text, size) => {
    expect(readUsage('us-east-1', { 'cache-size': text }).cacheSize).toBe(size);
  });

  it.each(['1', 'big', '-0.5', ''])('%s is refused with the sizes there are', (text) => {
    const failure = failureOf(() => readUsage('us-east-1', { 'cache-size': text }));
    expect(failure.kind).toBe('usage');
    expect(failure.next).toContain('0.5, 1.6, 6.1, 13.5, 28.4, 58.2, 118, 237');
  });
});

it('what is not said stays unknown', () => {
  expect(readUsage('us-east-1', {})).toEqual({
    region: 'us-east-1',
    requests: undefined,
    accountRequests: undefined,
    requestSize: undefined,
    responseSize: undefined,
    cacheSize: undefined,
  });
});

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
