import type { JsonObject } from '../../model/index.js';
import type { DomainNames } from '../domains.js';
import type { RestApiState } from './control-plane.js';

/**
 * What an account has of REST APIs, in one region. Plain JSON, so that it can be kept in a file. Items are what the
 * control plane answers; what it does not show stands beside them.
 */
export interface RestAccount {
  /** By id, in the order of creation, as all that follow. */
  apis: Record<string, RestApiRecord>;
  usagePlans: Record<string, UsagePlanRecord>;
  apiKeys: Record<string, ApiKeyItem>;
  domainNames: DomainNames;
  vpcLinks: Record<string, VpcLinkItem>;
  cloudwatchRoleArn?: string;
}

export interface RestApiRecord {
  state: RestApiState;
  tags?: Tags;
  /** By id. */
  documentationParts?: Record<string, DocumentationPartItem>;
  deployments: Record<string, DeploymentRecord>;
  /** By name. */
  stages: Record<string, StageItem>;
}

/** Written documentation, which stands beside the API: GetExport does not have it without a version (GE-EXT-DOC). */
export interface DocumentationPartItem {
  id: string;
  location: JsonObject;
  /** JSON as text. */
  properties: string;
}

export type Tags = Record<string, string>;

export interface DeploymentRecord {
  item: DeploymentItem;
  /** The API as it was deployed: what a stage serves and GetExport writes (GE-STAGE). */
  snapshot: RestApiState;
}

export interface DeploymentItem {
  id: string;
  description?: string;
  /** Seconds since 1970, as all dates. */
  createdDate: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Stage.html */
export interface StageItem {
  deploymentId: string;
  stageName: string;
  description?: string;
  cacheClusterEnabled: boolean;
  cacheClusterSize?: string;
  cacheClusterStatus: 'AVAILABLE' | 'NOT_AVAILABLE';
  clientCertificateId?: string;
  documentationVersion?: string;
  variables?: Record<string, string>;
  methodSettings: Record<string, JsonObject>;
  accessLogSettings?: JsonObject;
  canarySettings?: JsonObject;
  tracingEnabled: boolean;
  webAclArn?: string;
  tags?: Tags;
  createdDate: number;
  lastUpdatedDate: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_UsagePlan.html */
export interface UsagePlanItem {
  id: string;
  name: string;
  description?: string;
  apiStages: ApiStage[];
  throttle?: JsonObject;
  quota?: JsonObject;
  productCode?: string;
  tags?: Tags;
}

export interface ApiStage {
  apiId: string;
  stage: string;
  /** By `{resource path}/{VERB}`. */
  throttle?: Record<string, JsonObject>;
}

export interface UsagePlanRecord {
  item: UsagePlanItem;
  /** Ids of API keys. */
  keys: string[];
}

export interface ApiKeyItem {
  id: string;
  value: string;
  name?: string;
  customerId?: string;
  description?: string;
  enabled: boolean;
  createdDate: number;
  lastUpdatedDate: number;
  stageKeys: string[];
  tags?: Tags;
}

export interface BasePathMappingItem {
  /** `(none)` is the domain itself. */
  basePath: string;
  restApiId: string;
  stage?: string;
}

export interface VpcLinkItem {
  id: string;
  name: string;
  description?: string;
  targetArns: string[];
  status: 'AVAILABLE' | 'PENDING';
  statusMessage?: string;
  tags?: Tags;
}

/** @returns an account in which nobody has made anything yet */
export function emptyRestAccount(): RestAccount {
  return { apis: {}, usagePlans: {}, apiKeys: {}, domainNames: {}, vpcLinks: {} };
}
