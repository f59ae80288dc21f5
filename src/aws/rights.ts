import type { Operation } from './operations.js';

/** The right that a call needs, in the words of IAM. */
export interface Right {
  /** `apigateway:PUT`; rights of API Gateway are verbs. */
  action: string;
  resources: readonly string[];
}

/** Operations that `export` calls beside those of imports. */
export type ExportOperation =
  | `Get${'RestApis' | 'RestApi' | 'Stage' | 'Export' | 'GatewayResponses' | 'RequestValidators'}`
  | `Get${'UsagePlans' | 'ApiKeys' | 'DomainNames' | 'BasePathMappings' | 'ApiMappings' | 'VpcLink' | 'Account'}`
  | ('GetMetricData' | 'ListUserPoolClients' | 'DescribeLoadBalancers' | 'DescribeListeners');

/** `GetAuthorizers` and `GetStages` exist in both versions of API Gateway, on other paths. */
export const exportRights: Record<ExportOperation | 'GetAuthorizers' | 'GetStages' | 'GetPolicy', Right> = {
  GetRestApis: onApiGateway('GET', '/restapis'),
  GetRestApi: onApiGateway('GET', '/restapis/*'),
  GetStages: onApiGateway('GET', '/restapis/*'),
  GetStage: onApiGateway('GET', '/restapis/*'),
  GetExport: onApiGateway('GET', '/restapis/*'),
  GetAuthorizers: onApiGateway('GET', '/restapis/*'),
  GetGatewayResponses: onApiGateway('GET', '/restapis/*'),
  GetRequestValidators: onApiGateway('GET', '/restapis/*'),
  GetUsagePlans: onApiGateway('GET', '/usageplans'),
  GetApiKeys: onApiGateway('GET', '/apikeys'),
  GetDomainNames: onApiGateway('GET', '/domainnames'),
  GetBasePathMappings: onApiGateway('GET', '/domainnames/*'),
  GetApiMappings: onApiGateway('GET', '/domainnames/*'),
  GetVpcLink: onApiGateway('GET', '/vpclinks/*'),
  GetAccount: onApiGateway('GET', '/account'),
  GetPolicy: onFunctions('GetPolicy'),
  GetMetricData: { action: 'cloudwatch:GetMetricData', resources: ['*'] },
  ListUserPoolClients: { action: 'cognito-idp:ListUserPoolClients', resources: ['arn:*:cognito-idp:*:*:userpool/*'] },
  DescribeLoadBalancers: { action: 'elasticloadbalancing:DescribeLoadBalancers', resources: ['*'] },
  DescribeListeners: { action: 'elasticloadbalancing:DescribeListeners', resources: ['*'] },
};

/**
 * What each call of an import or an undo needs. Tags that come with an API or a stage are a right of their own.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html
 */
export const rights: Record<Operation, Right> = {
  GetApis: onApiGateway('GET', '/apis'),
  GetApi: onApiGateway('GET', '/apis/*'),
  GetRoutes: onApiGateway('GET', '/apis/*'),
  GetIntegrations: onApiGateway('GET', '/apis/*'),
  GetAuthorizers: onApiGateway('GET', '/apis/*'),
  GetStages: onApiGateway('GET', '/apis/*'),
  GetDeployments: onApiGateway('GET', '/apis/*'),
  ExportApi: onApiGateway('GET', '/apis/*'),
  GetPolicy: onFunctions('GetPolicy'),
  GetCallerIdentity: { action: 'sts:GetCallerIdentity', resources: ['*'] },
  ImportApi: onApiGateway('PUT', '/apis', '/tags/*'),
  ReimportApi: onApiGateway('PUT', '/apis/*', '/tags/*'),
  UpdateApi: onApiGateway('PATCH', '/apis/*'),
  DeleteApi: onApiGateway('DELETE', '/apis/*'),
  DeleteCorsConfiguration: onApiGateway('DELETE', '/apis/*'),
  CreateStage: onApiGateway('POST', '/apis/*', '/tags/*'),
  UpdateStage: onApiGateway('PATCH', '/apis/*'),
  DeleteStage: onApiGateway('DELETE', '/apis/*'),
  DeleteRouteSettings: onApiGateway('DELETE', '/apis/*'),
  DeleteAccessLogSettings: onApiGateway('DELETE', '/apis/*'),
  CreateDeployment: onApiGateway('POST', '/apis/*'),
  DeleteDeployment: onApiGateway('DELETE', '/apis/*'),
  TagResource: onApiGateway('POST', '/tags/*'),
  UntagResource: onApiGateway('DELETE', '/tags/*'),
  AddPermission: onFunctions('AddPermission'),
  RemovePermission: onFunctions('RemovePermission'),
};

/** What `prices update` calls (PN-QUERY). */
export const priceRights: readonly Right[] = [{ action: 'pricing:GetProducts', resources: ['*'] }];

/** What API Gateway does in the caller's name where a stage gets access logs (LP-LOG). */
export const logRights: readonly Right[] = [
  ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'],
  ...['CreateLogGroup', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'],
].map((name) => ({ action: `logs:${name}`, resources: ['*'] }));

/**
 * What `cost` needs for `--cloudwatch`, and for `--athena`: Athena reads the catalog and the logs, and writes the result, in the
 * caller's name. Which buckets those are in, only the caller knows.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/managed-policies.html
 */
export const costRights: readonly Right[] = [
  { action: 'cloudwatch:GetMetricData', resources: ['*'] },
  ...['GetWorkGroup', 'StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'].map((name) => ({
    ...{ action: `athena:${name}`, resources: ['arn:*:athena:*:*:workgroup/*'] },
  })),
  { action: 'athena:GetTableMetadata', resources: ['arn:*:athena:*:*:datacatalog/AwsDataCatalog'] },
  ...['GetDatabase', 'GetTable', 'GetPartitions'].map((name) => ({
    ...{
      action: `glue:${name}`,
      resources: ['arn:*:glue:*:*:catalog', 'arn:*:glue:*:*:database/*', 'arn:*:glue:*:*:table/*'],
    },
  })),
  ...['GetBucketLocation', 'GetObject', 'ListBucket', 'PutObject'].map((name) => ({
    ...{ action: `s3:${name}`, resources: ['arn:*:s3:::*'] },
  })),
];

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html */
function onApiGateway(verb: string, ...paths: string[]): Right {
  return { action: `apigateway:${verb}`, resources: paths.map((path) => `arn:*:apigateway:*::${path}`) };
}

function onFunctions(name: string): Right {
  return { action: `lambda:${name}`, resources: ['arn:*:lambda:*:*:function:*'] };
}
