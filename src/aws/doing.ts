import { Failure } from '../model/index.js';
import { type Trouble, troubleOf } from './trouble.js';

/**
 * Does what cannot go on without AWS, and tells in one message what AWS or the network did not let through.
 *
 * @param doing to follow "cannot": `read the HTTP API`
 * @param command whose permissions `migrate iam-policy` prints
 * @throws Failure (`aws`) for a call that failed; what is our own is thrown as it is
 */
export async function reaching<Value>(doing: string, command: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    throw new Failure('aws', `Cannot ${doing}: ${trouble.message} (${trouble.code}).`, nextFor(trouble, command));
  }
}

function nextFor({ kind, permission }: Trouble, command: string): string {
  switch (kind) {
    case 'denied':
      return `Let the role or user do ${permission ?? 'this'}; all that is needed: migrate iam-policy ${command}`;
    case 'signed-out':
      return 'Sign in (aws sso login), or name a profile with --profile.';
    case 'throttled':
      return 'Others use up the rate of the account. Run it again in a while.';
    case 'missing':
    case 'refused':
      return 'Check the id, --region and --profile.';
    case 'broken':
    case 'unreachable':
      return 'Check the network, the region, and --endpoint-url, and run it again.';
  }
}
