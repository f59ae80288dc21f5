import type { JsonObject } from '../../model/index.js';

/**
 * A REST API in the words of its control plane: each item is what GetRestApi, GetResources, GetMethod and so on answer.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html
 */
export interface RestApiState {
  api: RestApiItem;
  /** By path. */
  resources: ResourceItem[];
  /** By name, as those below. */
  models: ModelItem[];
  authorizers: AuthorizerItem[];
  requestValidators: RequestValidatorItem[];
  gatewayResponses: GatewayResponseItem[];
}

export interface RestApiItem {
  id: string;
  name: string;
  description?: string;
  /** Seconds since 1970. */
  createdDate: number;
  version?: string;
  binaryMediaTypes?: string[];
  minimumCompressionSize?: number;
  apiKeySource: 'HEADER' | 'AUTHORIZER';
  endpointConfiguration: EndpointConfiguration;
  /** JSON with its quotes escaped once more, as GetRestApi has it (GC-POL). */
  policy?: string;
  disableExecuteApiEndpoint: boolean;
  rootResourceId: string;
}

export interface EndpointConfiguration {
  types: string[];
  ipAddressType: 'ipv4' | 'dualstack';
  vpcEndpointIds?: string[];
}

export interface ResourceItem {
  id: string;
  /** Absent for `/`. */
  parentId?: string;
  pathPart?: string;
  path: string;
  /** By verb; `ANY` is one. */
  resourceMethods: Record<string, MethodItem>;
}

export interface MethodItem {
  httpMethod: string;
  authorizationType: 'NONE' | 'AWS_IAM' | 'CUSTOM' | 'COGNITO_USER_POOLS';
  authorizerId?: string;
  authorizationScopes?: string[];
  apiKeyRequired: boolean;
  requestValidatorId?: string;
  operationName?: string;
  /** `method.request.header.X` and so on, to whether it is required. */
  requestParameters?: Record<string, boolean>;
  /** Content type to name of a model. */
  requestModels?: Record<string, string>;
  /** By status. */
  methodResponses?: Record<string, MethodResponseItem>;
  methodIntegration?: IntegrationItem;
}

export interface MethodResponseItem {
  statusCode: string;
  responseParameters?: Record<string, boolean>;
  responseModels?: Record<string, string>;
}

export interface IntegrationItem {
  type: 'HTTP' | 'AWS' | 'MOCK' | 'HTTP_PROXY' | 'AWS_PROXY';
  httpMethod?: string;
  uri?: string;
  connectionType?: 'INTERNET' | 'VPC_LINK';
  connectionId?: string;
  integrationTarget?: string;
  credentials?: string;
  requestParameters?: Record<string, string>;
  requestTemplates?: Record<string, string | null>;
  passthroughBehavior: string;
  contentHandling?: string;
  timeoutInMillis: number;
  cacheNamespace: string;
  cacheKeyParameters: string[];
  tlsConfig?: JsonObject;
  responseTransferMode?: string;
  /** By status. */
  integrationResponses?: Record<string, IntegrationResponseItem>;
}

export interface IntegrationResponseItem {
  statusCode: string;
  selectionPattern?: string;
  responseParameters?: Record<string, string>;
  responseTemplates?: Record<string, string | null>;
  contentHandling?: string;
}

export interface ModelItem {
  id: string;
  name: string;
  description?: string;
  /** JSON Schema draft 4 as text; other models by their address. */
  schema: string;
  contentType: string;
}

export interface AuthorizerItem {
  id: string;
  name: string;
  type: 'TOKEN' | 'REQUEST' | 'COGNITO_USER_POOLS';
  providerARNs?: string[];
  authType: string;
  authorizerUri?: string;
  authorizerCredentials?: string;
  identitySource?: string;
  identityValidationExpression?: string;
  /** Seconds. */
  authorizerResultTtlInSeconds?: number;
}

export interface RequestValidatorItem {
  id: string;
  name: string;
  validateRequestBody: boolean;
  validateRequestParameters: boolean;
}

export interface GatewayResponseItem {
  responseType: string;
  statusCode?: string;
  responseParameters: Record<string, string>;
  responseTemplates: Record<string, string>;
  defaultResponse: false;
}
