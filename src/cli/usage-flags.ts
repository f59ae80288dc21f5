import { Flags } from '@oclif/core';
import { awsFlags } from './aws-flags.js';

/** Where the use of an API is read from, beside its flags and its bundle. One of them at a time. */
export const usageFlags = {
  growth: Flags.string({ description: 'by how much the calls grow: 5%/month', helpValue: 'PERCENT' }),
  logs: Flags.string({
    description:
      'access logs: files or folders, gzip or not; or a profile that --save-profile wrote. May stand several times',
    helpValue: 'PATH',
    multiple: true,
    exclusive: ['bill', 'athena', 'cloudwatch'],
  }),
  'log-format': Flags.string({
    description:
      "format of the log as the stage has it: '$context.identity.sourceIp …'; default: found by the first lines",
    helpValue: 'FORMAT',
  }),
  'save-profile': Flags.string({
    description: 'keep what the logs say of use as Parquet, for --logs of later runs and for diff --traffic',
    helpValue: 'FILE',
    dependsOn: ['logs'],
  }),
  bill: Flags.string({
    description: 'rows of a Cost and Usage Report: CSV, gzip or Parquet, files or folders. May stand several times',
    helpValue: 'PATH',
    multiple: true,
    exclusive: ['athena', 'cloudwatch'],
  }),
  athena: Flags.string({
    description: 'read the access logs of --table with Amazon Athena, in this workgroup',
    helpValue: 'WORKGROUP',
    dependsOn: ['table'],
    exclusive: ['cloudwatch'],
  }),
  table: Flags.string({
    description: 'table of access logs: DATABASE.TABLE',
    helpValue: 'TABLE',
    dependsOn: ['athena'],
  }),
  yes: Flags.boolean({ description: 'let Athena scan, which costs, without asking', dependsOn: ['athena'] }),
  cloudwatch: Flags.boolean({ description: "read the calls from CloudWatch, by the API's name", dependsOn: ['stage'] }),
  stage: Flags.string({ description: 'stage of the API, for --cloudwatch', helpValue: 'NAME' }),
  'api-id': Flags.string({ description: 'id of the API, to tell its lines of the bill from others', helpValue: 'ID' }),
  days: Flags.integer({ description: 'whole days before today, for --cloudwatch', default: 30, min: 1, max: 455 }),
  ...awsFlags,
};
