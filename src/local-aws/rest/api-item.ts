import { isObject, type Json, type JsonObject, type SettingKind } from '../../model/index.js';
import type { EndpointConfiguration, RestApiItem } from './control-plane.js';
import type { ImportSource } from './import-source.js';

/** What CreateRestApi takes, as far as an API made without a definition differs from AWS's defaults. */
export type NewRestApi = Partial<
  Omit<RestApiItem, 'id' | 'createdDate' | 'rootResourceId' | 'endpointConfiguration'> & {
    endpointConfiguration: Partial<EndpointConfiguration>;
  }
>;

/** @returns an API with AWS's defaults */
export function newApiItem(given: NewRestApi, ids: { id: string; rootResourceId: string }, now: Date): RestApiItem {
  return {
    ...given,
    ...ids,
    name: given.name ?? '',
    createdDate: Math.floor(now.getTime() / 1000),
    apiKeySource: given.apiKeySource ?? 'HEADER',
    endpointConfiguration: endpointOf(given.endpointConfiguration ?? {}),
    disableExecuteApiEndpoint: given.disableExecuteApiEndpoint ?? false,
  };
}

/** Without a word an API is edge-optimised; private ones take both address types. */
function endpointOf({
  types = ['EDGE'],
  ipAddressType,
  ...rest
}: Partial<EndpointConfiguration>): EndpointConfiguration {
  return { types, ipAddressType: ipAddressType ?? (types.includes('PRIVATE') ? 'dualstack' : 'ipv4'), ...rest };
}

/** @returns what the definition says of the API as a whole; an absent key is not said */
export function apiOfDefinition(source: ImportSource): NewRestApi & { name: string } {
  const { name, description, version } = source.api;
  return {
    name: name.text,
    ...(description && { description: description.text }),
    ...(version && { version: version.text }),
    ...settingsOf(source),
  };
}

function settingsOf(source: ImportSource): NewRestApi {
  const types = settingOf(source, 'binary-media-types');
  const keySource = settingOf(source, 'api-key-source');
  const compression = settingOf(source, 'minimum-compression-size');
  const policy = settingOf(source, 'resource-policy');
  return {
    ...(Array.isArray(types) && { binaryMediaTypes: types.map(String) }),
    ...(String(keySource).toUpperCase() === 'AUTHORIZER' && { apiKeySource: 'AUTHORIZER' }),
    ...(typeof compression === 'number' && { minimumCompressionSize: compression }),
    ...(isObject(policy) && { policy: JSON.stringify(policy).replaceAll('"', '\\"') }),
    ...endpointSettings(settingOf(source, 'endpoint-configuration')),
  };
}

function endpointSettings(value: Json | undefined): NewRestApi {
  if (!isObject(value)) return {};
  const endpointConfiguration = {
    ...listOf('types', value),
    ...listOf('vpcEndpointIds', value),
  };
  return {
    ...(Object.keys(endpointConfiguration).length > 0 && { endpointConfiguration }),
    ...(typeof value['disableExecuteApiEndpoint'] === 'boolean' && {
      disableExecuteApiEndpoint: value['disableExecuteApiEndpoint'],
    }),
  };
}

function listOf(key: 'types' | 'vpcEndpointIds', value: JsonObject): Partial<EndpointConfiguration> {
  const list = value[key];
  return Array.isArray(list) ? { [key]: list.map(String) } : {};
}

function settingOf({ api }: ImportSource, kind: SettingKind): Json | undefined {
  return api.settings.find((setting) => setting.kind === kind)?.value;
}
