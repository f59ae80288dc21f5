import type { GatewayResponse, RestApi } from '../model/index.js';
import type { Claim } from './claim.js';

/** What becomes of customised gateway responses: the answers of HTTP APIs cannot be changed (FE-DEV-GWRESP). */
export function claimGatewayResponses(api: RestApi): Claim[] {
  return api.gatewayResponses.map((response) => ({
    construct: { kind: 'gateway-response', at: response.at, name: response.type },
    rule: 'gateway-responses/custom',
    outcome: 'blocked',
    message: `${response.type} answers with ${customised(response).join(', ') || 'the defaults'}; HTTP APIs have fixed error answers.`,
  }));
}

function customised({ statusCode, headers, templates }: GatewayResponse): string[] {
  const names = Object.keys(headers);
  return [
    ...(statusCode === undefined ? [] : [`status ${statusCode}`]),
    ...(names.length === 0 ? [] : [`the headers ${names.join(', ')}`]),
    ...(Object.keys(templates).length === 0 ? [] : ['a body of its own']),
  ];
}
