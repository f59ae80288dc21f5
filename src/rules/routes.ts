import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const routes: RulesOf<'routes'> = {
  'routes/carried': {
    title: 'The route moves with its method and path',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'Both kinds of API choose a route by method and path, with {name} for one segment and {name+} for all the ' +
      'rest. An operation name has at most 64 characters in an HTTP API, and a longer operationId is cut, which no ' +
      'caller sees.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('http-api-develop-routes'),
    since: '0.1.0',
  },
  'routes/stays': {
    title: 'The method stays on the REST API',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'Something that belongs to the method, or to the whole API, cannot move or is not known, so the HTTP API ' +
      'has no such route. Requests for it get 404 there unless another route takes them. One custom domain can ' +
      'lead some paths to the REST API and others to the HTTP API, so the two can live side by side.',
    remedy:
      'Settle the rules that the message names and convert again. Or move the other routes with convert ' +
      '--partial, and leave this path with the REST API behind the same custom domain.',
    evidence: 'D',
    link: guide('http-api-mappings'),
    since: '0.1.0',
  },
  'routes/would-catch': {
    title: 'The route would take requests that ask more of the caller today',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'A REST API gives each request to the most specific method, which asks for its own authorization. In the ' +
      'HTTP API that method is missing, or its route does not match because of a slash at the end, and this ' +
      'broader route would take the request and ask less. Callers who are refused today would pass, and nobody ' +
      'else would notice, so the route is held back.',
    remedy:
      'Give this route the authorization of the stricter one, or free the stricter one so that it moves too; for ' +
      'a slash at the end, add a {proxy+} route below the stricter path that asks for as much. If those requests ' +
      'may pass, name routes/would-catch under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-develop-routes'),
    since: '0.1.0',
  },
  'routes/takes-more': {
    title: 'The route takes requests that REST refuses to everybody',
    level: 'change',
    class: 'visible',
    security: true,
    acceptable: false,
    explanation:
      'REST picks a path first, and answers 403 where that path lacks the verb; an empty rest never matches a greedy ' +
      'path. An HTTP API goes on looking: DELETE /users/me reaches DELETE /users/{id}, and /files/ reaches ' +
      '/files/{proxy+} with an empty proxy. Callers still have to pass what the route asks for, so nobody gets in who ' +
      'could not call it before; but the backend sees values that it never saw.',
    remedy:
      'Let the backend refuse values that are names of other paths (me, admin) and empty ones, or add a route for ' +
      'them that answers 403.',
    evidence: 'V',
    link: guide('http-api-develop-routes'),
    since: '0.1.0',
  },
  'routes/any-written-out': {
    title: 'ANY is written out verb by verb, without OPTIONS',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'An ANY route of an HTTP API also takes the OPTIONS requests of browsers, before the CORS configuration can ' +
      'answer them. The REST API has a preflight mock on a path that this route covers, so the route is written ' +
      'as DELETE, GET, HEAD, PATCH, POST and PUT, and the gateway answers the preflights. The backend no longer ' +
      'gets OPTIONS requests through it.',
    remedy:
      'Add an OPTIONS route where a backend must see such requests. Each verb counts towards the quota of 300 ' +
      'routes, so ask for a higher one if the API comes near it.',
    evidence: 'C',
    link: 'https://github.com/aws/serverless-application-model/issues/1603',
    since: '0.1.0',
  },
  'routes/no-integration': {
    title: 'The method is connected to nothing',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'API Gateway does not deploy a REST API with a method that has no integration, and the route of an HTTP API ' +
      'would have nothing to call. Either nobody can call this method, or the definition is not complete: an ' +
      'export has integrations only when they are asked for.',
    remedy:
      'Export the API again with extensions=apigateway, add an x-amazon-apigateway-integration to the method, or ' +
      'delete the method.',
    evidence: 'I',
    link: guide('api-gateway-export-api'),
    since: '0.1.0',
  },
  'routes/method-unsupported': {
    title: 'API Gateway has no such method or path',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'API Gateway has methods for DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT and ANY, but none for TRACE. A ' +
      'variable fills a whole segment of a path, a greedy one such as {proxy+} comes last, and no path ends in a ' +
      'slash. A definition with anything else was not taken from a REST API that runs.',
    remedy: 'Correct the method or the path in the definition, or delete it.',
    evidence: 'D',
    link: guide('api-gateway-known-issues'),
    since: '0.1.0',
  },
};
