import type { Json } from './json.js';
import type { Pointer } from './location.js';

/** Something that is set for the whole API or its stage, such as a resource policy: in the definition, or in `settings.json`. */
export interface Setting {
  at: Pointer;
  kind: SettingKind;
  value: Json;
  /** What people call it, where there can be several: a domain, a usage plan, methods. */
  name?: string;
}

export type SettingKind =
  | DefinitionSettingKind
  | StageSettingKind
  | UsagePlanSettingKind
  | DomainSettingKind
  | BackendSettingKind
  | SurroundingKind;

/** What a definition can say itself; GetRestApi says some of it too. */
export type DefinitionSettingKind =
  | 'resource-policy'
  | 'binary-media-types'
  | 'api-key-source'
  | 'minimum-compression-size'
  | 'documentation'
  | 'endpoint-configuration'
  | 'disable-execute-api-endpoint'
  | 'endpoint-access-mode'
  | 'security-policy'
  | 'root-security'
  | 'root-tags'
  | 'http-api-only';

/** What GetStage says (facts features.md 2.3). */
export type StageSettingKind =
  | 'stage-name'
  | 'stage-description'
  | 'stage-variables'
  | 'throttling'
  | 'detailed-metrics'
  | 'execution-logs'
  | 'method-cache'
  | 'cache-cluster'
  | 'client-certificate'
  | 'documentation-version'
  | 'access-log'
  | 'canary'
  | 'x-ray'
  | 'web-acl';

export type UsagePlanSettingKind = 'usage-plan' | 'usage-plan-throttle' | 'usage-plan-quota' | 'api-keys';

/** Custom domains (facts features.md 2.5). */
export type DomainSettingKind =
  | 'domain'
  | 'domain-endpoint'
  | 'domain-tls'
  | 'domain-access-mode'
  | 'domain-mutual-tls'
  | 'domain-routing'
  | 'domain-policy'
  | 'domain-mapping';

/** What stands behind the integrations. */
export type BackendSettingKind = 'vpc-link' | 'function-policy';

/** The rest of `settings.json`. */
export type SurroundingKind =
  /** Ids, times, states: nothing that treats a request. */
  | 'record'
  | 'aws-tags'
  | 'user-pool'
  | 'unattached-authorizer'
  | 'unattached-validator'
  /** The definition says otherwise. */
  | 'contradiction'
  /** It could not be read; `value` has the reason and the permission. */
  | 'unread';

/** The members of `settings.json`; `schemas/settings.schema.json` describes them. */
export const settingsParts = [
  'restApi',
  'stage',
  'authorizers',
  'gatewayResponses',
  'requestValidators',
  'usagePlans',
  'apiKeys',
  'domains',
  'vpcLinks',
  'functions',
  'documentation',
  'userPools',
  'account',
  'usage',
  'unknown',
] as const;

export type SettingsPart = (typeof settingsParts)[number];

/** Under it stand the places in `settings.json`, so that pointers of both files can be told apart. */
export const settingsRoot: Pointer = '/settings.json';
