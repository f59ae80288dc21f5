import { execFile } from 'node:child_process';
import { findAwsCli, howToGetAwsCli } from '../scripts/aws-cli.mjs';
import { isObject, type JsonObject, jsonOf } from '../src/model/index.js';

/** Calls the AWS CLI. @returns the answer, `{}` where there is none. @throws with what the CLI said where it fails */
export type AwsCli = (...args: string[]) => Promise<JsonObject>;

/** Each call is a process of its own, with no configuration of this machine. @throws with what to do where there is no AWS CLI: no test is skipped silently */
export function awsCli(endpoint: string): AwsCli {
  const program = findAwsCli();
  if (program === undefined) throw new Error(howToGetAwsCli);
  const env = {
    ...{ PATH: process.env['PATH'], HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', AWS_PAGER: '' },
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_DEFAULT_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_MAX_ATTEMPTS: '1' },
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      const all = ['--endpoint-url', endpoint, '--output', 'json', ...args];
      execFile(program, all, { env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
        if (error) return reject(new Error(stderr.trim() || error.message));
        const answer = jsonOf(stdout);
        resolve(isObject(answer) ? answer : {});
      });
    });
}
