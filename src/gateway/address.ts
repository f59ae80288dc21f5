/** Scheme and host of a URL that has no sign in them that a URL parser would change or ignore. */
const PLAIN = /^https?:\/\/[\w.:-]+(?=[/?#]|$)/i;

/** What of the plain ones is an address: many requests go to few hosts. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 1000;

/** @returns whether a URL is one of HTTP that can be called. What follows the host never makes it another. */
export function isAddress(url: string): boolean {
  const origin = PLAIN.exec(url)?.[0];
  if (origin === undefined) return /^https?:\/\/[^/?#]/i.test(url) && URL.canParse(url);
  const before = known.get(origin);
  if (before !== undefined) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const isOne = URL.canParse(origin);
  known.set(origin, isOne);
  return isOne;
}
