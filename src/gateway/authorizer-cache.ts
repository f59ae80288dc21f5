/** Answers of one authorizer, kept for its time to live. The only thing a gateway keeps between requests. */
export interface AuthorizerCache<Answer> {
  /** @returns the answer stored under the key if it is still good. */
  get(key: string): Answer | undefined;
  set(key: string, answer: Answer): void;
}

/** Answers kept at once; AWS tells no number. Without one, a client with ever new tokens would fill the memory. */
const MOST_ENTRIES = 10_000;

/**
 * @param ttl seconds an answer holds; 0 keeps nothing (RT-AUTH-TTL)
 * @param now the clock
 */
export function openAuthorizerCache<Answer>(ttl: number, now: () => Date): AuthorizerCache<Answer> {
  const entries = new Map<string, { answer: Answer; until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      return entry && entry.until > now().getTime() ? entry.answer : undefined;
    },
    set(key, answer) {
      if (ttl <= 0) return;
      dropOld(entries, now().getTime());
      entries.delete(key);
      entries.set(key, { answer, until: now().getTime() + ttl * 1000 });
    },
  };
}

/** @returns a cache key of several values: no two lists of values share one. */
export function cacheKey(values: readonly string[]): string {
  return JSON.stringify(values);
}

/** All entries live equally long, so a Map (in order of insertion) has the oldest first. */
function dropOld(entries: Map<string, { until: number }>, time: number): void {
  for (const [key, entry] of entries) {
    if (entry.until > time && entries.size < MOST_ENTRIES) return;
    entries.delete(key);
  }
}
