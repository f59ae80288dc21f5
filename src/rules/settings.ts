import type { RulesOf } from './concern.js';
import { guide } from './links.js';
import { recorded } from './settings-recorded.js';

export const settings: RulesOf<'settings'> = {
  'settings/resource-policy': {
    title: 'HTTP APIs have no resource policy',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The resource policy of a REST API lets in or refuses callers by address, VPC, account or organisation, ' +
      'besides what an authorizer says. HTTP APIs have none, and everybody whom the policy refuses would pass. As ' +
      'long as that is open, no route of the API moves.',
    remedy:
      'Check the address in a Lambda authorizer, put CloudFront with WAF in front, or let callers from other ' +
      'accounts assume a role under IAM authorization. If the policy refuses nobody, name ' +
      'settings/resource-policy under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('apigateway-authorization-flow'),
    since: '0.1.0',
  },
  'settings/private-endpoint': {
    title: 'A private API cannot become an HTTP API',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'A private REST API can be reached only from VPCs, through interface endpoints. HTTP APIs have public ' +
      'endpoints only, so the move would put the API on the internet. No route of it moves.',
    remedy: 'Leave it a REST API, or let callers in the VPC reach the backend through an internal load balancer.',
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.1.0',
  },
  'settings/binary-media-types': {
    title: 'The gateway decides by itself which bodies are binary',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API gives the backend base64 only for content types in its list, and decodes an answer only where ' +
      'the Accept header matches the list. An HTTP API gives functions plain text for text/*, JSON, XML and ' +
      'JavaScript, and base64 for all else, forms and bodies without a content type among them; an answer marked ' +
      'isBase64Encoded is always decoded. Functions that do not look at isBase64Encoded break.',
    remedy:
      'Let every function decode the body when isBase64Encoded is true, for forms too. Try uploads and downloads ' +
      'before cutover.',
    advice: [
      {
        about: ['event'],
        actor: 'handler',
        text: 'Decode the body when isBase64Encoded is true, for forms too, and mark binary answers with it.',
      },
      {
        about: ['reply'],
        actor: 'client',
        text: 'Expect bytes whatever the Accept header says.',
      },
    ],
    evidence: 'V',
    link: 'https://github.com/ministackorg/ministack/pull/766',
    since: '0.1.0',
  },
  'settings/api-key-source': {
    title: 'HTTP APIs read API keys from no source',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API reads the API key from the header x-api-key, or from the usageIdentifierKey that its Lambda ' +
      'authorizer returns. HTTP APIs have neither API keys nor usage plans, and ignore what the authorizer ' +
      'returns there. Throttling and quotas by that key end.',
    remedy:
      'Let the authorizer or the backend refuse callers who exceed their limits, or leave the API on REST. If no ' +
      'usage plan depends on it, name settings/api-key-source under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('api-gateway-api-key-source'),
    since: '0.1.0',
  },
  'settings/compression': {
    title: 'HTTP APIs do not compress',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: true,
    explanation:
      'With a minimum compression size a REST API compresses answers for clients that accept it, and unpacks ' +
      'compressed requests. An HTTP API passes bodies as they are. Answers grow unless the backend compresses ' +
      'them, and a backend that gets compressed requests must unpack them.',
    remedy:
      'Compress in the backend or in a CloudFront distribution in front. If larger answers do no harm, name ' +
      'settings/compression under accept: in migrate.config.yaml.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Take answers that are not compressed.',
      },
    ],
    evidence: 'D',
    link: guide('api-gateway-gzip-compression-decompression'),
    since: '0.1.0',
  },
  'settings/documentation': {
    title: 'Documentation parts are left out',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Documentation parts are texts for people about paths, methods and parameters, published with a stage of a ' +
      'REST API. HTTP APIs have no place for them. No request is treated otherwise without them.',
    remedy: 'Keep the old definition where the texts are needed.',
    evidence: 'D',
    link: guide('api-gateway-documenting-api-quick-start-publishing'),
    since: '0.1.0',
  },
  'settings/endpoint': {
    title: 'The endpoint configuration moves along',
    level: 'info',
    class: 'benign',
    security: true,
    acceptable: false,
    explanation:
      'Both kinds can switch off the default execute-api endpoint, so that only a custom domain leads to the API. ' +
      'HTTP APIs are always regional. Whether the REST API is edge-optimized does not stand in a definition; if ' +
      'it is, its CloudFront distribution and the headers from it go.',
    remedy:
      'Look at the endpoint type in aws apigateway get-rest-api, and put a CloudFront distribution of your own in ' +
      'front in place of an edge-optimized endpoint.',
    evidence: 'D',
    link: guide('api-gateway-swagger-extensions-endpoint-configuration'),
    since: '0.1.0',
  },
  'settings/tls-policy': {
    title: 'HTTP APIs have one fixed TLS policy',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API can choose among many security policies, which say what TLS versions and ciphers clients may ' +
      'use, and an access mode that is strict about how requests come in. HTTP APIs have the policy for TLS 1.2 ' +
      'and nothing else. Clients that a stricter policy refuses would get through, so no route moves as long as ' +
      'that is open.',
    remedy:
      'Compare the policies, and put a CloudFront distribution with a stricter one in front where it matters. If ' +
      'TLS 1.2 is enough, name settings/tls-policy under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('apigateway-security-policies'),
    since: '0.1.0',
  },
  'settings/root-security': {
    title: 'Security of the whole API is written at each route',
    level: 'info',
    class: 'benign',
    security: true,
    acceptable: false,
    explanation:
      'Security at the root of a definition is a default for operations that have none of their own. A page of ' +
      'AWS says that REST APIs ignore it, a recorded import shows it at work, and of HTTP APIs nothing is known. ' +
      'It is taken to hold, which is the stricter reading, and written at each route.',
    remedy:
      'Where a route should be open, ask aws apigateway get-method what the method asks for today, and write ' +
      'security: [] there if it is nothing.',
    evidence: 'U',
    link: guide('api-gateway-known-issues'),
    since: '0.1.0',
  },
  'settings/tags': {
    title: 'Tags of the document are left out',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Tags at the root of a definition group the operations for readers. The import of an HTTP API would make ' +
      'AWS tags of them, which show up in bills and in policies that go by tags. So they are not written.',
    remedy:
      'Set the AWS tags of the REST API on the HTTP API after the import; aws apigateway get-rest-api lists them.',
    evidence: 'D',
    link: guide('api-gateway-openapi-extensions-x-amazon-apigateway-tag-value'),
    since: '0.1.0',
  },
  'settings/http-api-extension': {
    title: 'The extension means something to HTTP APIs only',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'x-amazon-apigateway-cors and x-amazon-apigateway-importexport-version do nothing in a REST API. The ' +
      'converter writes its own from what the REST API does, so no CORS is switched on that was not there.',
    remedy: 'Nothing; or add what the extension asks for to the new definition by hand.',
    evidence: 'D',
    link: guide('api-gateway-swagger-extensions'),
    since: '0.1.0',
  },
  'settings/edge-endpoint': {
    title: 'An edge-optimized API becomes a regional one',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Before an edge-optimized API stands a CloudFront distribution of AWS: callers reach the nearest edge ' +
      'location, and the backend sees CloudFront-* headers and capitalised header names. HTTP APIs are always ' +
      'regional. Callers far away wait longer, and backends that read those headers get none.',
    remedy:
      'Put a CloudFront distribution of your own in front where distance matters, with an origin request policy ' +
      'that adds the headers that backends read.',
    advice: [
      {
        about: ['event'],
        actor: 'handler',
        text: 'Look headers up without regard to case, and do without those of CloudFront.',
      },
    ],
    evidence: 'D',
    link: guide('api-gateway-api-endpoint-types'),
    since: '0.2.0',
  },
  'settings/tls-minimum': {
    title: 'Clients need TLS 1.2',
    level: 'change',
    class: 'breaking',
    security: true,
    acceptable: false,
    explanation:
      'A REST API or domain with the policy TLS_1_0 also takes TLS 1.0 and 1.1. HTTP APIs, and the domains that ' +
      'lead to them, take TLS 1.2 and newer. Old clients can no longer connect.',
    remedy: 'Look for old clients with $context.tlsVersion in the access log of the REST API before cutover.',
    evidence: 'D',
    link: guide('apigateway-security-policies'),
    since: '0.2.0',
  },
  'settings/aws-tags': {
    title: 'AWS tags are set after the import',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'AWS tags of an API and a stage serve bills and policies that go by tags. HTTP APIs and their stages take ' +
      'the same tags, but by a call, not from a definition.',
    remedy: 'Set them with aws apigatewayv2 tag-resource once the API is there.',
    evidence: 'D',
    link: guide('apigateway-tagging-supported-resources'),
    since: '0.2.0',
  },
  'settings/without-effect': {
    title: 'This setting treats no request',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Ids and times, switches that are off, defaults, and settings for what the API does not use do nothing for ' +
      'callers or backends. They count, so that nothing is left out, and end here.',
    remedy: 'Nothing.',
    evidence: 'I',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
  ...recorded,
};
