import { Flags } from '@oclif/core';

/** What stands around an API and costs, and what a move takes. */
export const circumstanceFlags = {
  'account-http-requests': Flags.string({
    description: "metering units of a month of the account's other HTTP APIs in the region",
    helpValue: 'N',
  }),
  'authorizer-hit-rate': Flags.string({
    description: 'share of calls that the cache of Lambda authorizers answers: 92%',
    helpValue: 'PERCENT',
  }),
  'function-size': Flags.string({
    description: 'a call of a Lambda authorizer, or of a function for what HTTP APIs lack: 128MB,20ms',
    helpValue: 'MB,MS',
  }),
  'log-size': Flags.string({ description: 'a line of the access log: 500', helpValue: 'SIZE' }),
  'execution-log-size': Flags.string({ description: 'the execution log of one call: 4KB', helpValue: 'SIZE' }),
  'web-acl-rules': Flags.integer({ description: 'rules of the web ACL', helpValue: 'N', min: 0 }),
  'cache-then': Flags.option({ options: ['dropped', 'cloudfront', 'own'] as const })({
    description: 'what takes the place of the cache; default: dropped',
  }),
  weeks: Flags.integer({ description: 'weeks in which both APIs exist', helpValue: 'N', min: 0, max: 520 }),
  'hourly-rate': Flags.string({ description: 'price of an hour of work; default: 100', helpValue: 'AMOUNT' }),
};

/** What makes the exit code 1. */
export const gateFlags = {
  'fail-if-dearer': Flags.boolean({ description: 'exit with 1 if the HTTP API is dearer, or may be' }),
  'min-saving': Flags.string({
    description: 'exit with 1 if less is saved, or nobody knows: 20%',
    helpValue: 'PERCENT',
  }),
};
