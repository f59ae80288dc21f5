import { BlockList, isIP } from 'node:net';
import { matchesArn, matchesPattern } from './patterns.js';
import type { Truth } from './truth.js';

/** How a condition compares a value of the policy with one of the request. */
export interface Operator {
  /** Holds where the comparison does not, also for a request without the key. */
  negated: boolean;
  /** @param wanted of the policy */
  compile: Compile;
}

type Compile = (wanted: string) => (actual: string) => Truth;

const likeText: Compile = (wanted) => (actual) => matchesPattern(wanted, actual);
const likeArn: Compile = (wanted) => (actual) => matchesArn(wanted, actual);
const sameText: Compile = (wanted) => (actual) => wanted === actual;
const sameWord: Compile = (wanted) => (actual) => wanted.toLowerCase() === actual.toLowerCase();

/** Those of IAM by name in lower case, but for `Null` and `BinaryEquals`: no key of a request to an API is binary. */
const operators: Record<string, Operator> = {
  ...both('string', 'equals', sameText),
  ...both('string', 'equalsignorecase', sameWord),
  ...both('string', 'like', likeText),
  ...both('arn', 'equals', likeArn),
  ...both('arn', 'like', likeArn),
  ...ordered('numeric', (text) => (text.trim() === '' ? Number.NaN : Number(text))),
  ...ordered('date', timeOf),
  bool: { negated: false, compile: sameWord },
  ipaddress: { negated: false, compile: inRange },
  notipaddress: { negated: true, compile: inRange },
};

/**
 * @returns the operator of this name, without prefix and suffix; `undefined` for one that IAM does not have, or that cannot be decided here
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorOf(name: string): Operator | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(operators, lower) ? operators[lower] : undefined;
}

function both(kind: string, comparison: string, compile: Compile): Record<string, Operator> {
  return {
    [`${kind}${comparison}`]: { negated: false, compile },
    [`${kind}not${comparison}`]: { negated: true, compile },
  };
}

function ordered(kind: string, read: (text: string) => number): Record<string, Operator> {
  const compared =
    (fits: (actual: number, wanted: number) => boolean): Compile =>
    (wanted) => {
      const limit = read(wanted);
      if (Number.isNaN(limit)) return () => ({ undecided: `${wanted} is no ${kind} value` });
      return (actual) => fits(read(actual), limit);
    };
  const positive = (compile: Compile): Operator => ({ negated: false, compile });
  return {
    ...both(
      kind,
      'equals',
      compared((actual, wanted) => actual === wanted),
    ),
    [`${kind}lessthan`]: positive(compared((actual, wanted) => actual < wanted)),
    [`${kind}lessthanequals`]: positive(compared((actual, wanted) => actual <= wanted)),
    [`${kind}greaterthan`]: positive(compared((actual, wanted) => actual > wanted)),
    [`${kind}greaterthanequals`]: positive(compared((actual, wanted) => actual >= wanted)),
  };
}

/** ISO 8601, or seconds since 1970. */
function timeOf(text: string): number {
  return /^\d+(\.\d+)?$/.test(text) && !/^\d{4}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** An address, or a range in CIDR form, of either version. */
function inRange(wanted: string): (actual: string) => Truth {
  const range = rangeOf(wanted);
  if (!range) return () => ({ undecided: `${wanted} is no range of addresses` });
  return (actual) => {
    const version = isIP(actual);
    return version !== 0 && range.check(actual, version === 6 ? 'ipv6' : 'ipv4');
  };
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
