/**
 * The AWS CLI that tests call the embedded AWS endpoint with. Only node builtins. `node scripts/aws-cli.mjs` gets it where it is
 * missing, and says how to where that cannot be done.
 */
import { fileURLToPath } from 'node:url';
import { install, isProgram, onPath } from './apt-get.mjs';

/** Where Debian has it: the same version on every machine, whatever else is on the path. */
const debian = '/usr/bin/aws';

export const howToGetAwsCli =
  'Tests call the embedded AWS endpoint with the AWS CLI, and there is none here. Install it (Debian, Ubuntu: apt-get install awscli as ' +
  'root; elsewhere that of AWS), or name one: AWS_CLI=/path/to/aws npm test';

/** @returns the program, `undefined` where there is none; `AWS_CLI` in the environment goes first. */
export function findAwsCli() {
  const named = process.env['AWS_CLI'];
  if (named) return named;
  return [debian, ...onPath('aws')].find(isProgram);
}

/** Gets the AWS CLI where root may do so with apt-get; else says how. @returns whether it is there */
export function prepareAwsCli() {
  if (!process.env['AWS_CLI'] && !isProgram(debian)) install('awscli', 'the AWS CLI for the tests of the AWS endpoint');
  if (findAwsCli()) return true;
  process.stderr.write(`${howToGetAwsCli}\n`);
  return false;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = prepareAwsCli() ? 0 : 1;
