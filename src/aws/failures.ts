import { Failure } from '../model/index.js';
import { reasonOf } from './export/scope.js';
import { type Trouble, troubleOf } from './trouble.js';

/**
 * Does what cannot go on without AWS, and tells what AWS or the network did not let through.
 *
 * @param doing what was to be done, to follow "cannot": `list the REST APIs`
 * @throws Failure (`aws`) for a call that failed; what is our own is thrown as it is
 */
export async function withAws<Value>(
  { region, doing }: { region: string; doing: string },
  work: () => Promise<Value>,
): Promise<Value> {
  return failingAs((trouble) => awsFailure(trouble, region, doing), work);
}

/**
 * The same for commands that change the account, whose permissions are many.
 *
 * @param command whose permissions `migrate iam-policy` prints
 * @throws Failure (`aws`) for a call that failed; what is our own is thrown as it is
 */
export async function reaching<Value>(doing: string, command: string, work: () => Promise<Value>): Promise<Value> {
  return failingAs((trouble) => {
    const message = `Cannot ${doing}: ${trouble.message} (${trouble.code}).`;
    return new Failure('aws', message, nextFor(trouble, command));
  }, work);
}

async function failingAs<Value>(failureOf: (trouble: Trouble) => Failure, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const trouble = troubleOf(error);
    throw trouble === undefined ? error : failureOf(trouble);
  }
}

function awsFailure(trouble: Trouble, region: string, doing: string): Failure {
  const { kind, permission } = trouble;
  const cannot = `Cannot ${doing} in ${region}: ${reasonOf(trouble)}.`;
  switch (kind) {
    case 'signed-out':
      return signedOut(trouble, region);
    case 'unreachable':
      return new Failure('aws', cannot, 'Check the name of the region, the network, and --endpoint-url.');
    case 'denied':
      return new Failure('aws', cannot, `Let the role or user do ${permission ?? 'apigateway:GET'}, and run it again.`);
    case 'missing':
      return new Failure(
        'aws',
        cannot,
        'Check the id, --stage, --region and --profile; migrate export lists the APIs.',
      );
    case 'throttled':
      return new Failure('aws', cannot, 'Others use up the rate of the account. Run it again in a while.');
    case 'broken':
      return new Failure('aws', cannot, 'Check the network, and run it again.');
    case 'refused':
      return new Failure('aws', cannot, 'Check the id, --stage and --region.');
  }
}

function signedOut({ code, message }: Trouble, region: string): Failure {
  if (/Expired/.test(code) || /expired/i.test(message)) {
    const next = 'Sign in again (aws sso login, or new keys), and run the same command.';
    return new Failure('aws', `The AWS credentials have expired (${code}).`, next);
  }
  if (/ProviderError$/.test(code)) {
    const next = 'Sign in (aws sso login), name a profile with --profile, or set AWS_ACCESS_KEY_ID and its secret.';
    return new Failure('aws', `No AWS credentials: ${message}`, next);
  }
  const next = 'Check the keys or --profile, and whether the region is switched on for the account.';
  return new Failure('aws', `AWS does not take these credentials in ${region} (${code}).`, next);
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
