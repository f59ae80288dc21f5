import { Args, Flags } from '@oclif/core';

export const inputDescription =
  'OpenAPI definition of a REST API (Swagger 2.0 or OpenAPI 3.0, JSON or YAML), a CloudFormation or SAM template with one in it (template.yaml, or template.yaml#LogicalId), a bundle folder with openapi.json and settings.json, or - for standard input';

/** The definition that most commands take. */
export const inputArg = Args.string({ name: 'INPUT', description: inputDescription, required: true });

export const outputFlag = Flags.string({
  char: 'o',
  description: 'write the result to this file instead of standard output',
  helpValue: 'FILE',
});

export const configFlag = Flags.string({
  char: 'c',
  description: 'decisions; default: migrate.config.yaml beside INPUT or in the current folder, if there is one',
  helpValue: 'FILE',
});

/** The least level of a finding that makes the exit code 1. */
export const failOnFlag = Flags.option({
  options: ['blocked', 'loss', 'change', 'info', 'never'] as const,
  default: 'blocked',
})({
  description: 'exit with 1 if a finding is at this level or above: blocked, loss, change, info',
});

export const anonymiseDescription =
  'put stand-ins in the place of account ids, names in ARNs, ids, host names, e-mail and IP addresses, and of the file names; paths and the title stay';

/** A bill says more by the name of an API than a finding does. */
export const anonymiseCostDescription =
  'put stand-ins in the place of account ids, names in ARNs, ids, host names, e-mail and IP addresses, of the name of each API, and of files, tables and stages; paths and names of authorizers stay';

export const anonymiseFlag = Flags.boolean({ description: anonymiseDescription });

export const journalFlag = Flags.string({
  description: 'folder with a journal for each run; only its owner can read them',
  default: '.migrate/runs',
  helpValue: 'DIR',
});
