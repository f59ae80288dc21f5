import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { AwsTarget } from './clients.js';

/** An endpoint on this machine wants a signature and does not look at it. They are of no use anywhere else. */
const madeUp: AwsCredentialIdentity = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Finds credentials where the AWS CLI does. On an endpoint of this machine made-up ones do where there are none.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function credentialsFor({ profile, endpointUrl }: AwsTarget): Promise<AwsCredentialIdentityProvider> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  const found = defaultProvider(profile === undefined ? {} : { profile });
  if (profile !== undefined || !isOfThisMachine(endpointUrl)) return found;
  return async (...args) => {
    try {
      return await found(...args);
    } catch (error) {
      if (error instanceof Error && error.name === 'CredentialsProviderError') return madeUp;
      throw error;
    }
  };
}

function isOfThisMachine(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?(?:\/|$)/i.test(url);
}
