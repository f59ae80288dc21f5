import { isObject, type Json, type RestApi, type SettingKind } from '../model/index.js';

/** The little that the definition of an API says about its bill. */
export interface ApiFacts {
  name: string;
  /** Names of the Lambda authorizers. */
  lambdaAuthorizers: string[];
  /** What the API sends and takes as binary; `[]` when nothing. */
  binaryMediaTypes: string[];
  /** Whether the REST API compresses responses, which HTTP APIs do not (FE-API-COMP). */
  compresses: boolean;
  /** Whether a method names cache keys: a stage with a cache is likely. */
  namesCacheKeys: boolean;
  /** Whether it is reached through VPC endpoints only (PO-PRIV). */
  isPrivate: boolean;
}

/** @returns what concerns the bill. */
export function apiFactsOf(api: RestApi): ApiFacts {
  const setting = (kind: SettingKind) => api.settings.find((candidate) => candidate.kind === kind)?.value;
  return {
    name: api.name.text,
    lambdaAuthorizers: api.authorizers.filter(isLambda).map(({ name }) => name),
    binaryMediaTypes: texts(setting('binary-media-types')),
    compresses: (setting('minimum-compression-size') ?? null) !== null,
    namesCacheKeys: api.operations.some(({ integration }) =>
      integration?.extras.some(({ kind }) => kind === 'cache-keys'),
    ),
    isPrivate: isPrivate(setting('endpoint-configuration')),
  };
}

function isLambda({ kind }: RestApi['authorizers'][number]): boolean {
  return kind === 'token' || kind === 'request';
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Private APIs name their VPC endpoints (XT-EPCFG); some definitions also name the type. */
function isPrivate(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return texts(value['vpcEndpointIds']).length > 0 || texts(value['types']).includes('PRIVATE');
}
