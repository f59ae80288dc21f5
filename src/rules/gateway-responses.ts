import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const gatewayResponses: RulesOf<'gateway-responses'> = {
  'gateway-responses/custom': {
    title: 'Error answers of HTTP APIs cannot be changed',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: true,
    explanation:
      'A REST API lets you choose status, headers and body of the answers that the gateway itself gives, to add ' +
      'headers to a 401, say, or to keep to one error format. HTTP APIs have fixed answers. Clients that ' +
      'read the custom status, headers or body notice; that the CORS configuration also covers such errors is not ' +
      'verified.',
    remedy:
      'Let clients take the fixed answers, rewrite them in a CloudFront distribution in front, or answer unknown ' +
      'paths by a $default route with a backend. If nobody reads the custom answers, name ' +
      'gateway-responses/custom under accept: in migrate.config.yaml.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Take errors of the gateway in their fixed form, a status and {"message": …}.',
      },
    ],
    evidence: 'D',
    link: guide('supported-gateway-response-types'),
    since: '0.1.0',
  },
  'gateway-responses/cors-headers': {
    title: 'Errors of the gateway lose their own CORS headers',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'Here a gateway response does nothing but add CORS headers, so that pages of other origins can read errors ' +
      'such as 401 and 403. The CORS configuration of an HTTP API is reported to cover its own errors too, but no ' +
      'page of AWS says so and no recording shows it. If it does not, a browser hides status and body of such ' +
      'errors from the page, which sees a failed call only.',
    remedy:
      'Try a refused call with an Origin header on the new API. If browsers need not read these errors, or the ' +
      'trial shows that they can, name gateway-responses/cors-headers under accept: in migrate.config.yaml.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Expect that a page cannot read errors of the gateway.',
      },
    ],
    evidence: 'U',
    link: guide('http-api-cors'),
    since: '0.2.0',
  },
  'gateway-responses/same-answer': {
    title: 'The gateway response changes no answer',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Status and body are those that API Gateway gives without the entry, or those that an HTTP API gives by ' +
      'itself. Nobody sees whether it is there. Where HTTP APIs answer otherwise than REST APIs, that stands with ' +
      'the behaviour rules.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('api-gateway-gatewayResponse-definition'),
    since: '0.2.0',
  },
  'gateway-responses/never-sent': {
    title: 'No call of this API ends in this gateway response',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Each type of gateway response belongs to one way of refusing a call: a wrong API key, a bad body, an expired ' +
      'signature. The definition has nothing that refuses calls this way, or the type cannot be changed, so the ' +
      'entry changes no answer. HTTP APIs go without it.',
    remedy: 'Nothing, as long as the definition tells all; a WAF and usage plans stand elsewhere.',
    evidence: 'D',
    link: guide('supported-gateway-response-types'),
    since: '0.2.0',
  },
};
