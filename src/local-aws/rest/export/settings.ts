import { isObject, type JsonObject, jsonOf } from '../../../model/index.js';
import type { GatewayResponseItem, RestApiState } from '../control-plane.js';
import type { ExportedApi } from './exported-api.js';

/**
 * Extensions of the root. Validators and binary media types are recorded; gateway responses were seen (GE-GWRESP); that the policy, the
 * compression and the source of keys are written too is our inference (GC-POL, GC-COMPR): an import takes them.
 */
export function rootExtensions({ state, extensions }: ExportedApi): JsonObject {
  if (!extensions.settings) return {};
  const { policy, apiKeySource, minimumCompressionSize, binaryMediaTypes = [] } = state.api;
  return Object.fromEntries(
    Object.entries({
      policy: policy === undefined ? undefined : jsonOf(policy.replaceAll('\\"', '"')),
      'api-key-source': apiKeySource === 'HEADER' ? undefined : apiKeySource,
      'minimum-compression-size': minimumCompressionSize,
      'gateway-responses': unlessEmpty(gatewayResponses(state.gatewayResponses)),
      'request-validators': unlessEmpty(validators(state)),
      'binary-media-types': binaryMediaTypes.length > 0 ? binaryMediaTypes : undefined,
    }).flatMap(([key, value]) => (value === undefined ? [] : [[`x-amazon-apigateway-${key}`, value]])),
  );
}

function unlessEmpty(value: JsonObject): JsonObject | undefined {
  return isObject(value) && Object.keys(value).length > 0 ? value : undefined;
}

function gatewayResponses(set: readonly GatewayResponseItem[]): JsonObject {
  return Object.fromEntries(
    set.map(({ responseType, statusCode, responseParameters, responseTemplates }) => [
      responseType,
      {
        ...(statusCode !== undefined && { statusCode }),
        ...(Object.keys(responseParameters).length > 0 && { responseParameters }),
        ...(Object.keys(responseTemplates).length > 0 && { responseTemplates }),
      },
    ]),
  );
}

function validators({ requestValidators }: RestApiState): JsonObject {
  return Object.fromEntries(
    requestValidators.map(({ name, validateRequestBody, validateRequestParameters }) => [
      name,
      { validateRequestParameters, validateRequestBody },
    ]),
  );
}

/** A default endpoint that is switched off is written, as an import takes it; nothing else of an endpoint is (GC-EP). Our inference (GC-DISABLE). */
export function endpointExtension({ state, extensions }: ExportedApi): JsonObject {
  if (!extensions.settings || !state.api.disableExecuteApiEndpoint) return {};
  return { 'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true } };
}
