import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const gatewayResponses: RulesOf<'gateway-responses'> = {
  'gateway-responses/custom': {
    title: 'Error answers of HTTP APIs cannot be changed',
    level: 'loss',
    security: false,
    acceptable: true,
    explanation:
      'A REST API lets you choose status, headers and body of the answers that the gateway itself gives, to add ' +
      'CORS headers to a 401, say, or to keep to one error format. HTTP APIs have fixed answers. Clients that ' +
      'read the custom status, headers or body notice; that the CORS configuration also covers such errors is not ' +
      'verified.',
    remedy:
      'Let clients take the fixed answers, rewrite them in a CloudFront distribution in front, or answer unknown ' +
      'paths by a $default route with a backend. If nobody reads the custom answers, name ' +
      'gateway-responses/custom under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('supported-gateway-response-types'),
    since: '0.1.0',
  },
};
