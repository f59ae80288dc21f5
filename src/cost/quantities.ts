import Big from 'big.js';
import { Failure } from '../model/index.js';

/** Whole numbers up to here stay exact as a JavaScript number, with room for the metering units of a call. */
const mostRequests = 1e14;

const countFactors: Record<string, number> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** 1 KB is 1024 bytes, as the 512 KB of HTTP API metering and the 10 MB of the payload quota are counted. */
const sizeFactors: Record<string, number> = { '': 1, b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 };

/**
 * Reads a number of requests a month: `100M`, `1.5B`, `250k`, `100000000`, `100M/month`.
 *
 * @param text as the user wrote it
 * @param flag its name, for the message
 * @throws Failure (`usage`)
 */
export function parseCount(text: string, flag: string): number {
  const count = scaled(text, /^(\d+(?:\.\d+)?)\s*([kmb]?)(?:\s*\/\s*month)?$/i, countFactors);
  if (count?.round(0).eq(count) && count.lte(mostRequests)) return count.toNumber();
  const expected =
    'a whole number of requests a month, at most 100 trillion: 100M, 1.5B, 250k, 100000000 or 100M/month';
  throw unreadable(`--${flag} ${text}`, expected);
}

/**
 * Reads a size: `4KB`, `1.2MB`, `512` (bytes).
 *
 * @returns bytes; a fraction of a byte counts as one
 * @throws Failure (`usage`)
 */
export function parseSize(text: string, flag: string): number {
  const size = scaled(text, /^(\d+(?:\.\d+)?)\s*((?:[kmg]?b)?)$/i, sizeFactors);
  if (size === undefined)
    throw unreadable(`--${flag} ${text}`, 'a size of one call: 512, 4KB or 1.2MB (1 KB = 1024 bytes)');
  const bytes = size.round(0, Big.roundUp);
  if (bytes.gt(mostBytes)) throw tooLarge(text, flag);
  return bytes.toNumber();
}

/** The payload quota of both kinds (Q-PAYLOAD, https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). */
export const mostBytes = 10 * 1024 ** 2;

function scaled(text: string, form: RegExp, factors: Record<string, number>): Big | undefined {
  const [, digits, suffix] = form.exec(text.trim()) ?? [];
  const factor = factors[suffix?.toLowerCase() ?? ''];
  return digits === undefined || factor === undefined ? undefined : new Big(digits).times(factor);
}

function unreadable(given: string, expected: string): Failure {
  return new Failure('usage', `${given} cannot be read.`, `Expected is ${expected}.`);
}

function tooLarge(text: string, flag: string): Failure {
  const message = `--${flag} ${text} is over 10 MB, and HTTP APIs carry at most 10 MB in each direction.`;
  const next =
    'Larger responses exist only where a REST API streams them, and those routes cannot move; pass the size of the others.';
  return new Failure('usage', message, next);
}
