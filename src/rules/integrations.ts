import type { RulesOf } from './concern.js';
import { guide, serviceModel } from './links.js';

export const integrations: RulesOf<'integrations'> = {
  'integrations/caller-credentials': {
    title: 'The function is called with the credentials of the caller',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'With credentials arn:aws:iam::*:user/* a REST API calls the function as the caller, whose own policies ' +
      'must allow it. The service model of HTTP APIs has the same value, and it is written as it stands, but no ' +
      'page or recording shows what it does for a function. If it did nothing, callers who may not invoke the ' +
      'function would still reach it.',
    remedy:
      'Call a test API as somebody who may not invoke the function. Or give the integration a role of its own, ' +
      'and let the authorization of the route decide. If the test shows the same refusal, name ' +
      'integrations/caller-credentials under accept: in migrate.config.yaml.',
    evidence: 'U',
    link: serviceModel,
    since: '0.1.0',
  },
  'integrations/timeout': {
    title: 'The backend may take longer than an HTTP API waits',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'The timeout of a regional or private REST API can be raised above 29 seconds. An HTTP API gives up after ' +
      '30 seconds at the latest, a limit that cannot be raised, and answers 503 while the backend may go on ' +
      'working. An accepted loss is written with a timeout of 30 seconds.',
    remedy:
      'Make the work shorter, or start it and let callers fetch the result later; or leave the method on REST. If ' +
      'no request takes that long, name integrations/timeout under accept: in migrate.config.yaml.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Expect 503 after 30 seconds, while the work may still be done: do not repeat the call blindly.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-quotas'),
    since: '0.1.0',
  },
  'integrations/ignored-by-proxy': {
    title: 'API Gateway does not look at this on a proxy integration',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Exports and files written by hand often have templates, responses or settings on a proxy integration that ' +
      'belong to other kinds of integration. A proxy passes requests and answers through without them. Nothing ' +
      'changes for anybody when they are left out.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('apigateway-override-request-response-parameters'),
    since: '0.1.0',
  },
  'integrations/cache': {
    title: 'HTTP APIs do not cache answers',
    level: 'loss',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A stage of a REST API can keep answers and give them again without asking the backend, and these ' +
      'properties say which requests share one. HTTP APIs have no cache. A definition does not tell whether a ' +
      'stage has its cache switched on; if one has, the backend will get every request.',
    remedy:
      'Look at cacheClusterEnabled and methodSettings in aws apigateway get-stages. Put a CloudFront distribution ' +
      'in front if the backend needs a cache.',
    evidence: 'D',
    link: guide('api-gateway-caching'),
    since: '0.1.0',
  },
  'integrations/content-handling': {
    title: 'Bodies are converted between binary and text',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'contentHandling makes base64 text of binary bodies, or bytes of base64 text, before a backend that is no ' +
      'proxy gets them. HTTP APIs have no such setting and hand on bodies as they come.',
    remedy:
      'Let the backend convert; or, where no binary body ever comes, ' +
      'name integrations/content-handling under accept: in migrate.config.yaml, with the reason.',
    advice: [
      {
        about: ['upstream'],
        actor: 'handler',
        text: 'Take bodies as they come, and convert them yourself.',
      },
    ],
    evidence: 'D',
    link: guide('api-gateway-payload-encodings-workflow'),
    since: '0.2.0',
  },
  'integrations/unknown-type': {
    title: 'The integration is of a type that API Gateway does not have',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'An integration of a REST API is of type AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK. With any other word the ' +
      'file does not tell what API Gateway does with a request, so the method waits.',
    remedy: 'Correct the type in the definition, or export the API again.',
    evidence: 'D',
    link: guide('http-api-develop-integrations'),
    since: '0.1.0',
  },
  'integrations/unknown-target': {
    title: 'The file does not tell where requests go',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A Lambda proxy needs a uri that names a function, an HTTP proxy one that is a URL. Here the uri is ' +
      'missing, names something else, or is a bare word that some tool replaces before AWS sees it. Where the ' +
      'requests go is not guessed, because a wrong backend would get them.',
    remedy: 'Correct the uri, or let the tool that fills in the definition run before migrate does, and convert again.',
    evidence: 'D',
    link: guide('http-api-develop-integrations'),
    since: '0.1.0',
  },
  'integrations/goes-with-integration': {
    title: 'Part of an integration, with the same fate',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Mappings, responses and properties mean something only together with their integration, and stay on the ' +
      'REST API with one that cannot move. They are listed so that every part of the definition is accounted for. ' +
      'Some ask for what HTTP APIs always do, whole answers or verified certificates, and need no words there.',
    remedy: 'Look at the entry of the integration.',
    evidence: 'D',
    link: guide('http-api-develop-integrations'),
    since: '0.1.0',
  },
};
