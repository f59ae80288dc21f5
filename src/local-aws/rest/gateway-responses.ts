import type { GatewayResponseItem } from './control-plane.js';
import type { ImportSource } from './import-source.js';

/** @returns the gateway responses that a definition sets, by type; the others stay AWS's own */
export function importGatewayResponses({ api }: ImportSource): GatewayResponseItem[] {
  return api.gatewayResponses
    .map(({ type, statusCode, headers, templates }) => ({
      responseType: type,
      ...(statusCode !== undefined && { statusCode }),
      responseParameters: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, value]),
      ),
      responseTemplates: templates,
      defaultResponse: false as const,
    }))
    .sort((one, other) => (one.responseType < other.responseType ? -1 : 1));
}
