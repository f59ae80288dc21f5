import { isObject, type Json, type RestApi, type Route, routeKey, type SettingKind } from '../model/index.js';

/** Whether the stage has something: nobody tells where only a definition is at hand. */
export type Told = 'yes' | 'no' | 'unknown';

/** The little that the definition of an API and its settings say about its bill. */
export interface ApiFacts {
  name: string;
  /** Keys of all its methods: `GET /orders`. */
  methods: readonly string[];
  lambdaAuthorizers: readonly AuthorizerFacts[];
  /** What the API sends and takes as binary; `[]` when nothing. */
  binaryMediaTypes: readonly string[];
  /** Whether the REST API compresses responses, which HTTP APIs do not (FE-API-COMP). */
  compresses: boolean;
  /** Whether a method names cache keys: a stage with a cache is likely. */
  namesCacheKeys: boolean;
  /** Whether it is reached through VPC endpoints only (PO-PRIV). */
  isPrivate: boolean;
  /** VPC links of version 1, by id. */
  vpcLinks: readonly string[];
  webAcl: Told;
  accessLogs: Told;
  executionLogs: Told;
  detailedMetrics: Told;
}

/** A Lambda authorizer: its function is called once in a while for each caller. */
export interface AuthorizerFacts {
  name: string;
  /** Seconds for which an answer is kept; 0 for not at all. */
  ttl: number;
  /** Keys of the methods that it guards. */
  methods: readonly string[];
}

/** The TTL of authorizers that name none (RT-AUTH-TTL). */
const defaultTtl = 300;

/** @returns what concerns the bill. */
export function apiFactsOf(api: RestApi): ApiFacts {
  const setting = (kind: SettingKind) => api.settings.find((candidate) => candidate.kind === kind)?.value;
  return {
    name: api.name.text,
    methods: api.operations.map(({ route }) => routeKey(route)),
    lambdaAuthorizers: api.authorizers
      .filter(isLambda)
      .map(({ name, ttl = defaultTtl }) => ({ name, ttl, methods: guardedBy(api, name).map(routeKey) })),
    binaryMediaTypes: texts(setting('binary-media-types')),
    compresses: (setting('minimum-compression-size') ?? null) !== null,
    namesCacheKeys: api.operations.some(({ integration }) =>
      integration?.extras.some(({ kind }) => kind === 'cache-keys'),
    ),
    isPrivate: isPrivate(setting('endpoint-configuration')),
    vpcLinks: [...new Set(api.operations.flatMap(({ integration }) => vpcLinkOf(integration)))],
    webAcl: told(api, 'web-acl', (value) => typeof value === 'string' && value !== ''),
    accessLogs: told(api, 'access-log', (value) => isObject(value) && typeof value['destinationArn'] === 'string'),
    executionLogs: told(api, 'execution-logs', logsSomething),
    detailedMetrics: told(api, 'detailed-metrics', (value) => value === true),
  };
}

function isLambda({ kind }: RestApi['authorizers'][number]): boolean {
  return kind === 'token' || kind === 'request';
}

function guardedBy({ operations }: RestApi, name: string): Route[] {
  return operations.flatMap(({ route, access }) =>
    access.requirements.some((one) => one.kind === 'authorizer' && one.scheme === name) ? [route] : [],
  );
}

function vpcLinkOf(integration: RestApi['operations'][number]['integration']): string[] {
  const { vpcLink } = integration ?? {};
  return vpcLink === undefined || vpcLink.target !== undefined ? [] : [vpcLink.id.text];
}

/** What the settings of the stage say; they say no only where they were read. */
function told({ settings, known = [] }: RestApi, kind: SettingKind, isOn: (value: Json) => boolean): Told {
  if (settings.some((setting) => setting.kind === kind && isOn(setting.value))) return 'yes';
  return known.includes('stage') ? 'no' : 'unknown';
}

function logsSomething(value: Json): boolean {
  if (!isObject(value)) return false;
  const { loggingLevel, dataTraceEnabled } = value;
  return dataTraceEnabled === true || (typeof loggingLevel === 'string' && loggingLevel !== 'OFF');
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Private APIs name their VPC endpoints (XT-EPCFG); some definitions also name the type. */
function isPrivate(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return texts(value['vpcEndpointIds']).length > 0 || texts(value['types']).includes('PRIVATE');
}
