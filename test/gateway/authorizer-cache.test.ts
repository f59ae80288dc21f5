import { describe, expect, it } from 'vitest';
import { cacheKey, openAuthorizerCache } from '../../src/gateway/authorizer-cache.js';

function clock() {
  let time = 0;
  return { now: () => new Date(time), pass: (seconds: number) => (time += seconds * 1000) };
}

describe('the cache of an authorizer', () => {
  it('keeps an answer for its time to live and not longer', () => {
    const { now, pass } = clock();
    const cache = openAuthorizerCache<string>(300, now);
    cache.set('a', 'yes');
    pass(299.9);
    expect(cache.get('a')).toBe('yes');
    pass(0.1);
    expect(cache.get('a')).toBeUndefined();
  });

  it('does not prolong an answer by reading it', () => {
    const { now, pass } = clock();
    const cache = openAuthorizerCache<string>(10, now);
    cache.set('a', 'yes');
    pass(6);
    expect(cache.get('a')).toBe('yes');
    pass(6);
    expect(cache.get('a')).toBeUndefined();
  });

  it('keeps the newer of two answers, from its own time', () => {
    const { now, pass } = clock();
    const cache = openAuthorizerCache<string>(10, now);
    cache.set('a', 'old');
    cache.set('b', 'other');
    pass(6);
    cache.set('a', 'new');
    pass(6);
    expect([cache.get('a'), cache.get('b')]).toEqual(['new', undefined]);
  });

  it('keeps nothing with a time to live of 0', () => {
    const cache = openAuthorizerCache<string>(0, () => new Date(0));
    cache.set('a', 'yes');
    expect(cache.get('a')).toBeUndefined();
  });

  it('forgets the oldest of very many, so that ever new tokens cannot fill the memory', () => {
    const cache = openAuthorizerCache<number>(300, () => new Date(0));
    for (let token = 0; token <= 10_000; token += 1) cache.set(String(token), token);
    expect([cache.get('0'), cache.get('1'), cache.get('10000')]).toEqual([undefined, 1, 10_000]);
  });

  it('has different keys for lists that join to the same text', () => {
    expect(cacheKey(['a,b', 'c'])).not.toBe(cacheKey(['a', 'b,c']));
    expect(cacheKey(['a'])).toBe(cacheKey(['a']));
  });
});
