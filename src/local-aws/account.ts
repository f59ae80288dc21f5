import type { JsonObject } from '../model/index.js';
import { stsOperations } from './callers.js';
import { emptyHttpAccount, type HttpAccount } from './http/account.js';
import type { HasStage } from './http/api-mappings.js';
import { httpOperations } from './http/operations.js';
import { anyFunctions, type FunctionAccount } from './lambda/functions.js';
import { lambdaOperations } from './lambda/permissions.js';
import { cloudWatchOperations, type Metric } from './metrics.js';
import { pricingOperations } from './products.js';
import { emptyRestAccount, type RestAccount } from './rest/account.js';
import { own } from './rest/lookup.js';
import { restOperations } from './rest/operations.js';
import { bind, type RpcService, type ServedOperation } from './served-operation.js';
import { cognitoOperations, type UserPools } from './user-pools.js';

/** An account, in one region. All of it is plain JSON. */
export interface AwsAccount {
  /** Its domain names are the very ones of `http`. */
  rest: RestAccount;
  http: HttpAccount;
  functions: FunctionAccount;
  userPools: UserPools;
  metrics: Metric[];
}

export function emptyAwsAccount(): AwsAccount {
  const http = emptyHttpAccount();
  const rest = { ...emptyRestAccount(), domainNames: http.domainNames };
  return { rest, http, functions: anyFunctions(), userPools: {}, metrics: [] };
}

/** @returns operations of API Gateway v1 and v2 and of Lambda on the account */
export function accountOperations({ rest, http, functions }: AwsAccount): ServedOperation[] {
  const hasStage: HasStage = (apiId, stage) => {
    const api = own(rest.apis, apiId);
    return api !== undefined && own(api.stages, stage) !== undefined;
  };
  return [
    ...bind(restOperations, rest),
    ...bind(httpOperations(hasStage), http),
    ...bind(lambdaOperations, functions, 'lambda'),
  ];
}

/**
 * @param products the price list, which is the same for all accounts
 * @returns STS, Cognito and CloudWatch on the account, and the price list
 */
export function rpcServices({ userPools, metrics }: AwsAccount, products: JsonObject[] = []): RpcService[] {
  return [
    {
      version: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      operations: bind(stsOperations, undefined, 'sts'),
    },
    {
      target: 'AWSCognitoIdentityProviderService',
      xmlNamespace: 'http://cognito-idp.amazonaws.com/doc/2016-04-18/',
      operations: bind(cognitoOperations, userPools, 'cognito-idp'),
    },
    {
      target: 'GraniteServiceVersion20100801',
      version: '2010-08-01',
      xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      operations: bind(cloudWatchOperations, metrics, 'cloudwatch'),
    },
    {
      target: 'AWSPriceListService',
      xmlNamespace: 'http://pricing.amazonaws.com/doc/2017-10-15/',
      operations: bind(pricingOperations, products, 'pricing'),
    },
  ];
}
