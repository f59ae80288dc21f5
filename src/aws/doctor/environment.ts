import type { Check } from '../../model/index.js';
import type { AwsTarget } from '../clients.js';

/** Members of a profile in the files of the AWS CLI. */
type Profile = Record<string, string | undefined>;

/** What the environment and the files of the AWS CLI say. Nothing in it is a secret that is ever shown. */
export interface AwsEnvironment {
  variables: Record<string, string | undefined>;
  /** The profile that counts: that of the flag, of AWS_PROFILE, or `default`. */
  profileName: string;
  profile: Profile | undefined;
}

/** Reads the files of the AWS CLI; none of it goes over the network. */
export async function readEnvironment({ profile }: AwsTarget): Promise<AwsEnvironment> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const variables = process.env;
  const profileName = profile ?? (variables['AWS_PROFILE'] || 'default');
  const [one, other] = [configFile[profileName], credentialsFile[profileName]];
  return { variables, profileName, profile: one || other ? { ...one, ...other } : undefined };
}

/** @returns where AWS is called, in the order in which the SDK looks */
export function regionCheck({ region }: AwsTarget, { variables, profile, profileName }: AwsEnvironment): Check {
  const found = [
    [region, '--region'],
    [variables['AWS_REGION'], 'AWS_REGION'],
    [variables['AWS_DEFAULT_REGION'], 'AWS_DEFAULT_REGION'],
    [profile?.['region'], `profile ${profileName}`],
  ].find(([value]) => value);
  if (found) return { name: 'region', state: 'ok', says: `${found[0]}, from ${found[1]}` };
  const next = 'For export, import and undo name one: --region eu-west-1, or set AWS_REGION.';
  return { name: 'region', state: 'absent', says: 'none is set', next };
}

/** @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export function endpointCheck({ endpointUrl }: AwsTarget, { variables, profile, profileName }: AwsEnvironment): Check {
  const isIgnored = variables['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true';
  const configured = [
    [variables['AWS_ENDPOINT_URL'], 'AWS_ENDPOINT_URL'],
    [profile?.['endpoint_url'], `profile ${profileName}`],
  ];
  const found = [[endpointUrl, '--endpoint-url'], ...(isIgnored ? [] : configured)].find(([value]) => value);
  if (!found) return { name: 'endpoint', state: 'ok', says: 'those of AWS' };
  return { name: 'endpoint', state: 'ok', says: `${withoutLogin(found[0] ?? '')} in place of AWS, from ${found[1]}` };
}

/**
 * Tells where credentials would come from, in the order in which the SDK looks. Whether AWS takes them, only a call tells.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function credentialsCheck(target: AwsTarget, environment: AwsEnvironment): Check {
  const { variables, profile, profileName } = environment;
  const isNamed = target.profile !== undefined || Boolean(variables['AWS_PROFILE']);
  if (isNamed && profile === undefined) {
    const next = 'Check the name in the files of the AWS CLI (aws configure list-profiles).';
    return { name: 'credentials', state: 'problem', says: `there is no profile ${profileName}`, next };
  }
  const says = isNamed ? profileSource(environment) : (variablesSource(variables) ?? profileSource(environment));
  if (says !== undefined) return { name: 'credentials', state: 'ok', says };
  const service = serviceSource(variables);
  if (service !== undefined) return { name: 'credentials', state: 'ok', says: service };
  const next = 'For export, import and undo: aws sso login, --profile NAME, or AWS_ACCESS_KEY_ID and its secret.';
  return {
    name: 'credentials',
    state: 'absent',
    says: 'none in variables or files; an instance may have a role',
    next,
  };
}

function variablesSource(variables: AwsEnvironment['variables']): string | undefined {
  if (!variables['AWS_ACCESS_KEY_ID'] || !variables['AWS_SECRET_ACCESS_KEY']) return undefined;
  return variables['AWS_SESSION_TOKEN'] ? 'temporary keys in environment variables' : 'keys in environment variables';
}

function profileSource({ profile, profileName }: AwsEnvironment): string | undefined {
  const kinds = [
    ['role_arn', 'a role'],
    ['sso_session', 'AWS sign-in (SSO)'],
    ['sso_start_url', 'AWS sign-in (SSO)'],
    ['login_session', 'the console sign-in'],
    ['credential_process', 'a program'],
    ['web_identity_token_file', 'a token of another identity provider'],
    ['aws_access_key_id', 'keys'],
  ] as const;
  const found = kinds.find(([key]) => profile?.[key]);
  return found && `profile ${profileName}: ${found[1]}`;
}

function serviceSource(variables: AwsEnvironment['variables']): string | undefined {
  if (variables['AWS_WEB_IDENTITY_TOKEN_FILE'] && variables['AWS_ROLE_ARN'])
    return 'a token of another identity provider';
  const isContainer =
    variables['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || variables['AWS_CONTAINER_CREDENTIALS_FULL_URI'];
  return isContainer ? 'the role of the container' : undefined;
}

/** An address may hold a user and password. */
function withoutLogin(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//');
}
