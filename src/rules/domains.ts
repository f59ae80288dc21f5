import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const domains: RulesOf<'domains'> = {
  'domains/carried': {
    title: 'The custom domain stays',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A regional custom domain with the TLS policy TLS_1_2 can lead to REST and HTTP APIs side by side. It keeps ' +
      'its certificate and DNS names, so cutover needs no change of DNS.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('http-api-mappings'),
    since: '0.2.0',
  },
  'domains/mapping': {
    title: 'The mapping is changed at cutover',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'What a path of a custom domain leads to is an API mapping. Changing its API and stage is the cutover, and ' +
      'changing them back the rollback; that the newer call edits mappings made by the older one is widely done.',
    remedy: 'At cutover: aws apigatewayv2 update-api-mapping with the new API and stage.',
    evidence: 'C',
    link: guide('http-api-mappings'),
    since: '0.2.0',
  },
  'domains/edge': {
    title: 'An edge-optimized domain is replaced by a regional one',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'HTTP APIs can be mapped to regional custom domains only. A regional domain of the same name needs a ' +
      'certificate in its own region, and DNS must point at it, so the old and new one overlap while resolvers ' +
      'remember.',
    remedy: 'Make the regional domain, map it to the REST API first, switch DNS, and only then move the mapping.',
    evidence: 'D',
    link: guide('apigateway-regional-api-custom-domain-migrate'),
    since: '0.2.0',
  },
  'domains/private': {
    title: 'A private domain cannot lead to an HTTP API',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'A private custom domain is reached only from VPCs that have an association with it, and leads to private ' +
      'REST APIs. HTTP APIs are public, and cannot be mapped to it.',
    remedy: 'Leave what is behind this domain a REST API.',
    evidence: 'D',
    link: guide('apigateway-private-custom-domains'),
    since: '0.2.0',
  },
  'domains/tls-policy': {
    title: 'The domain has a TLS policy of its own',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'HTTP APIs can be mapped only to domains with the policy TLS_1_2. To map one here, the domain would have to ' +
      'give up its policy, and clients that it refuses today would get through, to every API behind it.',
    remedy:
      'Use another domain for the HTTP API, or CloudFront with a strict policy in front. If TLS 1.2 is enough for ' +
      'every API behind the domain, name domains/tls-policy under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-mappings'),
    since: '0.2.0',
  },
  'domains/mutual-tls': {
    title: 'The domain goes on asking for client certificates',
    level: 'info',
    class: 'benign',
    security: true,
    acceptable: false,
    explanation:
      'Mutual TLS belongs to the custom domain, so it holds for whatever the domain leads to. Who knows the ' +
      'address of the default endpoint gets around it, unless that endpoint is disabled, in both kinds of API.',
    remedy: 'Check that disableExecuteApiEndpoint is true in the HTTP API.',
    evidence: 'D',
    link: guide('http-api-mutual-tls'),
    since: '0.2.0',
  },
  'domains/routing-rules': {
    title: 'Routing rules cannot lead to an HTTP API',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'A domain in a mode with routing rules chooses the API by headers and paths. HTTP APIs are no target of ' +
      'such rules, and a domain mapped to both kinds cannot use them.',
    remedy:
      'Use another domain for the HTTP API, or go back to base path mappings. If the HTTP API gets a domain of ' +
      'its own, name domains/routing-rules under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('rest-api-routing-mode'),
    since: '0.2.0',
  },
};
