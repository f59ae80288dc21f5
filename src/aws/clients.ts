import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import type { AthenaClient } from '@aws-sdk/client-athena';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { PricingClient } from '@aws-sdk/client-pricing';
import type { STSClient } from '@aws-sdk/client-sts';
import { Failure } from '../model/index.js';
import { credentialsFor } from './credentials.js';

/** Which account, region and endpoint are meant; what is not said comes from the AWS environment of this machine. */
export interface AwsTarget {
  region?: string | undefined;
  profile?: string | undefined;
  /** Where all services are, instead of AWS: `http://127.0.0.1:4566`. */
  endpointUrl?: string | undefined;
}

/** Clients of one account and region. Each is made, and its library loaded, when it is first asked for. */
export interface AwsClients {
  region: string;
  /** API Gateway v1. */
  restApis(): Promise<APIGatewayClient>;
  /** API Gateway v2. */
  httpApis(): Promise<ApiGatewayV2Client>;
  lambda(): Promise<LambdaClient>;
  cognito(): Promise<CognitoIdentityProviderClient>;
  cloudWatch(): Promise<CloudWatchClient>;
  athena(): Promise<AthenaClient>;
  loadBalancers(): Promise<ElasticLoadBalancingV2Client>;
  /** The price list. */
  pricing(): Promise<PricingClient>;
  /** Who calls. */
  identity(): Promise<STSClient>;
  /** Closes the connections. */
  close(): void;
}

/**
 * Opens clients. They try each call once: whoever calls paces and repeats (`openCaller`).
 *
 * @throws Failure (`usage`) when no region is set anywhere, or what is set is none
 */
export async function openClients(target: AwsTarget): Promise<AwsClients> {
  const settings = await settingsOf(target);
  const opened: { destroy(): void }[] = [];
  const once = <Client extends { destroy(): void }>(open: () => Promise<Client>): (() => Promise<Client>) => {
    let client: Promise<Client> | undefined;
    return () => {
      client ??= open().then((made) => {
        opened.push(made);
        return made;
      });
      return client;
    };
  };
  const restApis = once(async () => new (await import('@aws-sdk/client-api-gateway')).APIGatewayClient(settings));
  return {
    region: await regionOf(restApis),
    restApis,
    httpApis: once(async () => new (await import('@aws-sdk/client-apigatewayv2')).ApiGatewayV2Client(settings)),
    lambda: once(async () => new (await import('@aws-sdk/client-lambda')).LambdaClient(settings)),
    cognito: once(async () => {
      const { CognitoIdentityProviderClient } = await import('@aws-sdk/client-cognito-identity-provider');
      return new CognitoIdentityProviderClient(settings);
    }),
    cloudWatch: once(async () => new (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient(settings)),
    athena: once(async () => new (await import('@aws-sdk/client-athena')).AthenaClient(settings)),
    loadBalancers: once(async () => {
      const { ElasticLoadBalancingV2Client } = await import('@aws-sdk/client-elastic-load-balancing-v2');
      return new ElasticLoadBalancingV2Client(settings);
    }),
    pricing: once(async () => new (await import('@aws-sdk/client-pricing')).PricingClient(settings)),
    identity: once(async () => new (await import('@aws-sdk/client-sts')).STSClient(settings)),
    close: () => {
      for (const client of opened.splice(0)) client.destroy();
    },
  };
}

/** Milliseconds: to connect, and for a whole answer. Nobody waits for ever for a host that does not answer. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

async function settingsOf({ region, profile, endpointUrl }: AwsTarget) {
  // The clients are held at versions that run on our oldest Node.js; that newer ones will not is no news for users.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // The AWS CLI knows both names, the SDK one of them.
  const wanted = region ?? (process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || undefined);
  return {
    ...(wanted !== undefined && { region: wanted }),
    ...(profile !== undefined && { profile }),
    ...(endpointUrl !== undefined && { endpoint: endpointUrl }),
    credentials: await credentialsFor({ profile, endpointUrl }),
    maxAttempts: 1,
    customUserAgent: 'apigw-migrate',
    requestHandler: timeouts,
  };
}

/** The SDK looks into the files of the AWS CLI where nothing else is said, and refuses what is no name of a region. */
async function regionOf(open: () => Promise<APIGatewayClient>): Promise<string> {
  try {
    return await (await open()).config.region();
  } catch (error) {
    if (!(error instanceof Error) || !/^region (?:is missing|not accepted)/i.test(error.message)) throw error;
    throw new Failure(
      'usage',
      'No AWS region is set, or it is none.',
      'Name one: --region eu-west-1, or set AWS_REGION.',
    );
  }
}
