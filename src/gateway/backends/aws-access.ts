import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { type BackendDecision, Failure } from '../../model/index.js';

type AwsDecision = Pick<BackendDecision, 'aws' | 'endpoint'>;

/** Local stand-ins of AWS want some, and do not look at them. Real ones go nowhere that `aws` does not allow. */
const madeUp: AwsCredentialIdentity = { accessKeyId: 'local', secretAccessKey: 'local' };

let found: Promise<AwsCredentialIdentityProvider> | undefined;

/** @returns the credentials that the AWS SDK finds on this machine where `aws` is decided, else made-up ones */
export async function credentialsFor({ aws }: AwsDecision): Promise<AwsCredentialIdentityProvider> {
  if (aws === undefined) return async () => madeUp;
  found ??= import('@aws-sdk/credential-provider-node').then(({ defaultProvider }) => defaultProvider());
  return found;
}

/** @returns the region that is decided, else that of this machine's AWS environment */
export function regionFor({ aws }: AwsDecision): string | undefined {
  return typeof aws === 'string' ? aws : (process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']);
}

/** @returns what to tell the user when AWS was to be called and could not be */
export function notReached(error: unknown): Failure {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  return new Failure(
    'aws',
    `AWS could not be called: ${reason}`,
    'Check credentials, region and endpoint of the backend.',
  );
}
