import { isObject, type Json, type RestApi, type Setting } from '../model/index.js';
import type { Claim, Verdict } from './claim.js';

/** What becomes of the settings of the whole API. */
export function claimSettings(api: RestApi): Claim[] {
  return api.settings.map((setting) => ({
    construct: { kind: 'setting', at: setting.at, name: setting.kind },
    ...settingVerdict(setting),
  }));
}

function settingVerdict(setting: Setting): Verdict {
  switch (setting.kind) {
    case 'resource-policy':
      return {
        rule: 'settings/resource-policy',
        outcome: 'blocked',
        message: 'A resource policy decides who may call; HTTP APIs have none, so everybody it refuses would pass.',
      };
    case 'binary-media-types':
      return {
        rule: 'settings/binary-media-types',
        outcome: 'replaced',
        message:
          'HTTP APIs decide by content type whether a body is binary: all but text, JSON, XML and JavaScript arrives in base64.',
      };
    case 'api-key-source':
      return {
        rule: 'settings/api-key-source',
        outcome: 'blocked',
        message: 'API keys are read from a place of choice; HTTP APIs have no API keys.',
      };
    case 'minimum-compression-size':
      return {
        rule: 'settings/compression',
        outcome: 'blocked',
        message: 'API Gateway compresses answers; with an HTTP API the backend must.',
      };
    case 'documentation':
      return {
        rule: 'settings/documentation',
        outcome: 'dropped',
        message: 'Documentation parts do nothing at run time; HTTP APIs do not keep them.',
      };
    case 'endpoint-configuration':
      return endpointVerdict(setting);
    case 'disable-execute-api-endpoint':
      return { rule: 'settings/endpoint', outcome: 'carried', message: 'The default endpoint stays disabled.' };
    case 'endpoint-access-mode':
    case 'security-policy':
      return {
        rule: 'settings/tls-policy',
        outcome: 'blocked',
        message: 'The API asks for a TLS policy of its own; HTTP APIs have one fixed policy.',
      };
    case 'root-security':
      return {
        rule: 'settings/root-security',
        outcome: 'rewritten',
        message: 'The security of the whole API is written at each route.',
      };
    case 'root-tags':
      return {
        rule: 'settings/tags',
        outcome: 'dropped',
        message: 'Tags of the document group its pages; in an HTTP API they would become AWS tags.',
      };
    case 'http-api-only':
      return {
        rule: 'settings/http-api-extension',
        outcome: 'dropped',
        message: 'REST APIs ignore this extension of HTTP APIs.',
      };
  }
}

/**
 * An endpoint configuration with VPC endpoints is a private API, which HTTP APIs cannot be (FE-END-PRIV). Only what can
 * be read in full is carried over: a condition may hide a private endpoint.
 */
function endpointVerdict({ value }: Setting): Verdict {
  const configuration = isObject(value) ? value : {};
  const types = JSON.stringify(configuration['types'] ?? configuration['Types'] ?? '').toUpperCase();
  if (configuration['vpcEndpointIds'] !== undefined || types.includes('PRIVATE')) {
    const message = 'A private API is reached from VPCs only; HTTP APIs are public.';
    return { rule: 'settings/private-endpoint', outcome: 'blocked', message };
  }
  const isReadable = isObject(value) && Object.entries(value).every(([key, part]) => isReadableEndpoint(key, part));
  if (!isReadable) {
    const message = 'The endpoint configuration cannot be read in full, so it may make the API private.';
    return { rule: 'settings/private-endpoint', outcome: 'unknown', message };
  }
  return { rule: 'settings/endpoint', outcome: 'carried', message: 'The endpoint configuration is carried over.' };
}

function isReadableEndpoint(key: string, part: Json | undefined): boolean {
  if (key === 'disableExecuteApiEndpoint') return typeof part === 'boolean' || part === 'true' || part === 'false';
  return key.toLowerCase() === 'types' && JSON.stringify(part).toUpperCase() === '["REGIONAL"]';
}

/** @returns whether the default endpoint is switched off (FE-API-KEEPEP). */
export function disablesExecuteApiEndpoint(api: RestApi): boolean {
  return api.settings.some(
    ({ kind, value }) =>
      kind === 'endpoint-configuration' && isObject(value) && String(value['disableExecuteApiEndpoint']) === 'true',
  );
}
