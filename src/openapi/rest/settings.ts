import { below, isObject, type Json, type JsonObject, type Setting, type SettingKind } from '../../model/index.js';

/** Root keys that set something for the whole API. */
const settingKeys: Record<string, SettingKind> = {
  'x-amazon-apigateway-policy': 'resource-policy',
  'x-amazon-apigateway-binary-media-types': 'binary-media-types',
  'x-amazon-apigateway-api-key-source': 'api-key-source',
  'x-amazon-apigateway-minimum-compression-size': 'minimum-compression-size',
  'x-amazon-apigateway-documentation': 'documentation',
  'x-amazon-apigateway-endpoint-configuration': 'endpoint-configuration',
  'x-amazon-apigateway-endpoint-access-mode': 'endpoint-access-mode',
  'x-amazon-apigateway-security-policy': 'security-policy',
  'x-amazon-apigateway-cors': 'http-api-only',
  'x-amazon-apigateway-importexport-version': 'http-api-only',
  security: 'root-security',
  tags: 'root-tags',
};

/** Reads the settings of the API. In OpenAPI 3.0 the endpoint configuration stands inside a server (XT-EPCFG). */
export function readSettings(root: JsonObject): Setting[] {
  const atRoot = Object.entries(root).flatMap(([key, value]): Setting[] => {
    const kind = Object.hasOwn(settingKeys, key) ? settingKeys[key] : undefined;
    return kind === undefined || isEmpty(value) ? [] : [{ at: below('', key), kind, value: value ?? null }];
  });
  return [...atRoot, ...serverSettings(root['servers'])];
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function serverSettings(servers: Json | undefined): Setting[] {
  return (Array.isArray(servers) ? servers : []).flatMap((server, index): Setting[] => {
    const key = 'x-amazon-apigateway-endpoint-configuration';
    const value = isObject(server) ? server[key] : undefined;
    return value === undefined ? [] : [{ at: below('/servers', index, key), kind: 'endpoint-configuration', value }];
  });
}
