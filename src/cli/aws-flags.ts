import { Flags } from '@oclif/core';

/** Flags of commands that call AWS, except for `--region`, of which some take several. */
export const awsFlags = {
  profile: Flags.string({ description: 'profile of the AWS CLI to sign in with', helpValue: 'NAME' }),
  'endpoint-url': Flags.string({
    description: 'where all AWS services are, instead of AWS: http://127.0.0.1:4566',
    helpValue: 'URL',
  }),
};
