import Big from 'big.js';
import { Failure } from '../model/index.js';
import { parseSize } from './quantities.js';
import type { Percentile } from './size-spread.js';

/**
 * Reads how sizes are spread: `p50=4KB,p99=700KB`. `p100` or `max` is the largest there is.
 *
 * @returns in rising order; undefined for a text that is one size
 * @throws Failure (`usage`) for what is neither, and for sizes that fall where percentiles rise
 */
export function parsePercentiles(text: string, flag: string): Percentile[] | undefined {
  if (!text.includes('=')) return undefined;
  const points = text.split(',').map((part) => pointOf(part, text, flag));
  points.sort((one, other) => one.percent - other.percent);
  points.forEach(({ percent, bytes }, index) => {
    const before = points[index - 1];
    if (before === undefined) return;
    if (before.percent === percent) throw unreadable(text, flag, `p${percent} stands twice.`);
    if (before.bytes > bytes) throw unreadable(text, flag, `p${percent} is smaller than p${before.percent}.`);
  });
  return points;
}

function pointOf(part: string, text: string, flag: string): Percentile {
  const [, name = '', size = ''] = /^\s*(p\d{1,3}(?:\.\d{1,3})?|max)\s*=(.+)$/i.exec(part) ?? [];
  const percent = name.toLowerCase() === 'max' ? new Big(100) : new Big(name.slice(1) || '0');
  if (percent.lte(0) || percent.gt(100)) throw unreadable(text, flag, 'A percentile is from p1 to p100.');
  return { percent: percent.toNumber(), bytes: parseSize(size, flag) };
}

function unreadable(text: string, flag: string, what: string): Failure {
  const next = 'Expected is a size (40KB), or sizes by percentile: p50=4KB,p99=700KB, in which max is the largest.';
  return new Failure('usage', `--${flag} ${text} cannot be read: ${what}`, next);
}

/**
 * Reads a growth: `5%/month`, `-2%/month`, `60%/year`.
 *
 * @returns percent a month, an exact decimal
 * @throws Failure (`usage`)
 */
export function parseGrowth(text: string, flag: string): string {
  const [, digits, period] = /^\+?(-?\d{1,4}(?:\.\d{1,4})?)\s*%\s*(?:\/\s*(month|year))?$/i.exec(text.trim()) ?? [];
  if (digits === undefined || new Big(digits).lte(-100)) {
    const next = 'Expected is a growth in percent: 5%/month, -2%/month or 60%/year.';
    throw new Failure('usage', `--${flag} ${text} cannot be read.`, next);
  }
  if (period?.toLowerCase() !== 'year') return new Big(digits).toFixed();
  // The twelfth root is no decimal; four digits are more than anybody knows of a year to come.
  return new Big(((1 + Number(digits) / 100) ** (1 / 12) - 1) * 100).round(4).toFixed();
}
