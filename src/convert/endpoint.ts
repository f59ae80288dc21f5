import { isObject, type Json, type JsonObject, type RestApi, type Setting } from '../model/index.js';
import type { Verdict } from './claim.js';
import { knownFlag, knownText } from './known.js';
import { withoutEffect } from './setting-verdict.js';

/**
 * An endpoint configuration with VPC endpoints is a private API, which HTTP APIs cannot be (FE-END-PRIV). Only what can
 * be read in full is carried over: a condition may hide a private endpoint.
 */
export function endpointVerdict({ value }: Setting): Verdict {
  const configuration = isObject(value) ? value : {};
  const types = JSON.stringify(configuration['types'] ?? configuration['Types'] ?? '').toUpperCase();
  const vpcEndpoints = configuration['vpcEndpointIds'];
  if ((vpcEndpoints !== undefined && !isEmptyList(vpcEndpoints)) || types.includes('PRIVATE')) {
    const message = 'A private API is reached from VPCs only; HTTP APIs are public.';
    return { rule: 'settings/private-endpoint', outcome: 'blocked', message };
  }
  const isReadable = isObject(value) && Object.entries(value).every(([key, part]) => isReadableEndpoint(key, part));
  if (!isReadable) {
    const message = 'The endpoint configuration cannot be read in full, so it may make the API private.';
    return { rule: 'settings/private-endpoint', outcome: 'unknown', message };
  }
  if (types.includes('EDGE')) {
    const message =
      'The endpoint is edge-optimized: behind it stands a CloudFront distribution of AWS. An HTTP API is regional.';
    return { rule: 'settings/edge-endpoint', outcome: 'behaviour-changes', message };
  }
  return { rule: 'settings/endpoint', outcome: 'carried', message: carriedText(value) };
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isReadableEndpoint(key: string, part: Json | undefined): boolean {
  switch (key.toLowerCase()) {
    case 'disableexecuteapiendpoint':
      return knownFlag(part) !== undefined;
    case 'ipaddresstype':
      return knownText(part) !== undefined;
    case 'vpcendpointids':
      return true;
    case 'types':
      return ['["REGIONAL"]', '["EDGE"]'].includes(JSON.stringify(part).toUpperCase());
    default:
      return false;
  }
}

/** HTTP APIs have the same IP address types (FE-API-IP); an import leaves the default, so a call sets another. */
function carriedText(configuration: JsonObject): string {
  const ipAddressType = knownText(configuration['ipAddressType']);
  const ip =
    ipAddressType === undefined || ipAddressType === 'ipv4'
      ? ''
      : ` Set the IP address type ${ipAddressType} after the import (UpdateApi).`;
  return `The endpoint configuration is carried over.${ip}`;
}

/** The switch of GetRestApi; a definition has it in its endpoint configuration. */
export function defaultEndpointVerdict({ value }: Setting): Verdict {
  switch (knownFlag(value)) {
    case true:
      return { rule: 'settings/endpoint', outcome: 'carried', message: 'The default endpoint stays disabled.' };
    case false:
      return withoutEffect('The default endpoint is open, as that of the HTTP API will be.');
    case undefined:
      return {
        rule: 'settings/private-endpoint',
        outcome: 'unknown',
        message: 'Whether the default endpoint is disabled is hidden, so the API might be open where it was not.',
      };
  }
}

/** @returns whether the default endpoint is switched off (FE-API-KEEPEP). */
export function disablesExecuteApiEndpoint(api: RestApi): boolean {
  return api.settings.some(
    ({ kind, value }) =>
      (kind === 'disable-execute-api-endpoint' && knownFlag(value) === true) ||
      (kind === 'endpoint-configuration' && isObject(value) && String(value['disableExecuteApiEndpoint']) === 'true'),
  );
}

/** @returns the IP address type of the API, where it is not the default */
export function ipAddressTypeOf(api: RestApi): string | undefined {
  const [type] = api.settings.flatMap(({ kind, value }) =>
    kind === 'endpoint-configuration' && isObject(value) ? (knownText(value['ipAddressType']) ?? []) : [],
  );
  return type === 'ipv4' ? undefined : type;
}
