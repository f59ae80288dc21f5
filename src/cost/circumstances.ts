import Big from 'big.js';
import { Failure } from '../model/index.js';
import { parseSize } from './quantities.js';

/** What stands around the API and costs, or what the move takes. What nobody said is absent: unknown. */
export interface Circumstances {
  /** Share of calls that the cache of a Lambda authorizer answers, 0 to 1. */
  authorizerHitRate?: Big;
  /** Memory in MB and billed milliseconds of a call of an authorizer, or of a function that takes over what HTTP APIs lack. */
  functionSize?: FunctionSize;
  /** Bytes of an access log line. */
  logSize?: number;
  /** Bytes of the execution log of one call. */
  executionLogSize?: number;
  /** Rules of the web ACL. */
  webAclRules?: number;
  /** What takes the place of the stage's cache. */
  cacheThen: CacheThen;
  /** Weeks in which both APIs exist. */
  weeks?: number;
  /** Price of an hour of work; an exact decimal. */
  hourlyRate: string;
}

export interface FunctionSize {
  megabytes: number;
  millis: number;
}

/** What takes the place of a cache: nothing, CloudFront, or one that is run by yourself. */
export type CacheThen = 'dropped' | 'cloudfront' | 'own';

/** An hour of work where nobody says otherwise: our assumption, not a figure of anybody (I). */
export const usualHourlyRate = '100';

/** @returns the circumstances of somebody who said nothing */
export function noCircumstances(): Circumstances {
  return { cacheThen: 'dropped', hourlyRate: usualHourlyRate };
}

/** The flags as written. */
export interface CircumstanceFlags {
  'authorizer-hit-rate'?: string | undefined;
  'function-size'?: string | undefined;
  'log-size'?: string | undefined;
  'execution-log-size'?: string | undefined;
  'web-acl-rules'?: number | undefined;
  'cache-then'?: CacheThen | undefined;
  weeks?: number | undefined;
  'hourly-rate'?: string | undefined;
}

/** @throws Failure (`usage`) that says what was expected */
export function readCircumstances(flags: CircumstanceFlags): Circumstances {
  const rate = flags['authorizer-hit-rate'];
  const size = flags['function-size'];
  const log = flags['log-size'];
  const executionLog = flags['execution-log-size'];
  const rules = flags['web-acl-rules'];
  return {
    cacheThen: flags['cache-then'] ?? 'dropped',
    hourlyRate: parseDecimal(flags['hourly-rate'] ?? usualHourlyRate, 'hourly-rate'),
    ...(rate !== undefined && { authorizerHitRate: parseShare(rate, 'authorizer-hit-rate') }),
    ...(size !== undefined && { functionSize: parseFunctionSize(size, 'function-size') }),
    ...(log !== undefined && { logSize: parseSize(log, 'log-size') }),
    ...(executionLog !== undefined && { executionLogSize: parseSize(executionLog, 'execution-log-size') }),
    ...(rules !== undefined && { webAclRules: rules }),
    ...(flags.weeks !== undefined && { weeks: flags.weeks }),
  };
}

/** Reads `20%`, of which 100 % is the most. @returns 0 to 1 @throws Failure (`usage`) */
export function parseShare(text: string, flag: string): Big {
  const [, digits] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? [];
  if (digits !== undefined && new Big(digits).lte(100)) return new Big(digits).times('0.01');
  throw new Failure('usage', `--${flag} ${text} cannot be read.`, 'Expected is a share in percent: 20%, 92.5%.');
}

function parseDecimal(text: string, flag: string): string {
  if (/^\d{1,9}(?:\.\d+)?$/.test(text.trim())) return text.trim();
  throw new Failure('usage', `--${flag} ${text} cannot be read.`, 'Expected is an amount such as 100 or 87.50.');
}

/** What Lambda lets a function have (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
function parseFunctionSize(text: string, flag: string): FunctionSize {
  const [, memory, millis] = /^(\d{1,5})\s*MB\s*,\s*(\d{1,6})\s*ms$/i.exec(text.trim()) ?? [];
  const size = { megabytes: Number(memory), millis: Number(millis) };
  if (size.megabytes >= 128 && size.megabytes <= 10_240 && size.millis >= 1 && size.millis <= 900_000) return size;
  const next = 'Expected is memory and billed time of one call: 128MB,20ms (128 to 10240 MB, 1 to 900000 ms).';
  throw new Failure('usage', `--${flag} ${text} cannot be read.`, next);
}
