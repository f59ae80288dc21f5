import { BlockList, isIP } from 'node:net';
import { matchesArn, matchesPattern } from './patterns.js';
import type { Truth } from './truth.js';

/** How a condition compares a value of the policy with one of the request. */
export interface Operator {
  /** Holds where the comparison does not, also for a request without the key. */
  negated: boolean;
  holds(wanted: string, actual: string): Truth;
}

const equals: Comparison = (wanted, actual) => wanted === actual;

type Comparison = Operator['holds'];

/** Names in lower case. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const comparisons: Record<string, Comparison> = {
  stringequals: equals,
  stringequalsignorecase: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  stringlike: matchesPattern,
  arnequals: matchesArn,
  arnlike: matchesArn,
  bool: (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase(),
  ipaddress: isInRange,
  ...ordered('numeric', (text) => (text.trim() === '' ? Number.NaN : Number(text))),
  ...ordered('date', timeOf),
};

/** @returns the operator of this name, without prefix and suffix; `undefined` for one that IAM does not have, or that cannot be decided here */
export function operatorOf(name: string): Operator | undefined {
  const lower = name.toLowerCase();
  const positive = lower.replace('not', '');
  const negated = positive !== lower;
  const holds = Object.hasOwn(comparisons, positive) ? comparisons[positive] : undefined;
  const isOperator = !negated || /^(string|arn|numeric|date|not)/.test(lower);
  return holds && isOperator ? { negated, holds } : undefined;
}

function ordered(kind: string, read: (text: string) => number): Record<string, Comparison> {
  const compared =
    (fits: (actual: number, wanted: number) => boolean): Comparison =>
    (wanted, actual) => {
      const limit = read(wanted);
      return Number.isNaN(limit) ? { undecided: `${wanted} is no ${kind} value` } : fits(read(actual), limit);
    };
  return {
    [`${kind}equals`]: compared((actual, wanted) => actual === wanted),
    [`${kind}lessthan`]: compared((actual, wanted) => actual < wanted),
    [`${kind}lessthanequals`]: compared((actual, wanted) => actual <= wanted),
    [`${kind}greaterthan`]: compared((actual, wanted) => actual > wanted),
    [`${kind}greaterthanequals`]: compared((actual, wanted) => actual >= wanted),
  };
}

/** ISO 8601, or seconds since 1970. */
function timeOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) && !/^\d{4}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** Ranges that policies name; each is read once. */
const ranges = new Map<string, BlockList | undefined>();

/** An address, or a range in CIDR form, of either version. */
function isInRange(wanted: string, actual: string): Truth {
  if (!ranges.has(wanted)) ranges.set(wanted, rangeOf(wanted));
  const range = ranges.get(wanted);
  if (!range) return { undecided: `${wanted} is no range of addresses` };
  const version = isIP(actual);
  return version !== 0 && range.check(actual, version === 6 ? 'ipv6' : 'ipv4');
}

function rangeOf(text: string): BlockList | undefined {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || more !== undefined || bits === '' || !Number.isInteger(prefix)) return undefined;
  if (prefix < 0 || prefix > longest) return undefined;
  const range = new BlockList();
  range.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4');
  return range;
}
