import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const stage: RulesOf<'stage'> = {
  'stage/carried': {
    title: 'The stage moves along by a call',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Stages of both kinds have a name, a description and variables. An import makes no stage: CreateStage gets ' +
      'them after it. A stage of the same name keeps the path of every URL.',
    remedy: 'Make the stage as the report lists it, with aws apigatewayv2 create-stage.',
    evidence: 'D',
    link: guide('http-api-stages'),
    since: '0.2.0',
  },
  'stage/throttling': {
    title: 'Limits of methods become limits of routes',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A REST stage limits rate and burst for all methods, or for one by its path and verb. An HTTP API does the ' +
      'same by route key, and its default holds for every route. Both draw on the same limit of the account.',
    remedy: 'Give the limits to aws apigatewayv2 create-stage as default-route-settings and route-settings.',
    evidence: 'D',
    link: guide('http-api-throttling'),
    since: '0.2.0',
  },
  'stage/metrics': {
    title: 'Detailed metrics have other names and dimensions',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'Both kinds can measure each method or route by itself. The metrics of HTTP APIs go by ApiId, stage and ' +
      'route, and 4XXError and 5XXError are called 4xx and 5xx. Dashboards and alarms that name the old ones fall ' +
      'silent.',
    remedy: 'Switch on detailedMetricsEnabled for the routes, and rewrite dashboards and alarms before cutover.',
    evidence: 'D',
    link: guide('http-api-metrics'),
    since: '0.2.0',
  },
  'stage/cache': {
    title: 'The cache of the stage ends',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST stage can have a cache of its own that answers without the backend. HTTP APIs have none, so every ' +
      'request reaches the backend, which needs the strength for it.',
    remedy: 'Put a CloudFront distribution in front, or cache in the backend, and test under the full load.',
    evidence: 'D',
    link: guide('api-gateway-caching'),
    since: '0.2.0',
  },
  'stage/execution-logs': {
    title: 'Execution logs end',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'REST APIs can log each step of a request, mapping templates and whole bodies among them. HTTP APIs have ' +
      'access logs only; $context.error.message and $context.integrationErrorMessage in them tell why a request ' +
      'failed.',
    remedy: 'Add those variables to the access log, and log in the function what was read from execution logs.',
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
  'stage/x-ray': {
    title: 'The gateway traces no more',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST stage can begin a trace of X-Ray and take part in it. HTTP APIs do not, so traces begin at the ' +
      'function, and the time in the gateway is missing from them.',
    remedy: 'Leave tracing of the functions on, and take the time in the gateway from metrics.',
    evidence: 'D',
    link: guide('apigateway-xray'),
    since: '0.2.0',
  },
  'stage/canary': {
    title: 'Canary releases end',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A canary release gives a share of the requests to another deployment, with stage variables of its own. ' +
      'HTTP APIs have no such thing.',
    remedy: 'Finish the release before the move. For later ones, shift weights of a Lambda alias or of DNS records.',
    evidence: 'D',
    link: guide('canary-release'),
    since: '0.2.0',
  },
  'stage/client-certificate': {
    title: 'Backends get no client certificate',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST stage can show a certificate to HTTP backends, which tells them that a call comes through the ' +
      'gateway. HTTP APIs show none: a backend that insists on it refuses every call, and one that stops ' +
      'insisting lets others in.',
    remedy:
      'Let the backend check something else, such as a header that a mapping sets, or move it behind a VPC link. ' +
      'If the backend does not check the certificate, name stage/client-certificate under accept: in ' +
      'migrate.config.yaml.',
    evidence: 'D',
    link: guide('getting-started-client-side-ssl-authentication'),
    since: '0.2.0',
  },
  'stage/web-acl': {
    title: 'No web ACL can stand before an HTTP API',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A web ACL of AWS WAF refuses requests by address, rate, country or content before the REST API sees them. ' +
      'It cannot be put on an HTTP API, and all that it refuses would pass. No route moves as long as that is ' +
      'open.',
    remedy:
      'Put a CloudFront distribution with the web ACL in front and keep callers from going around it. If its ' +
      'rules are not needed, name stage/web-acl under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-vs-rest'),
    since: '0.2.0',
  },
};
