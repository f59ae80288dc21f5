import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const cors: RulesOf<'cors'> = {
  'cors/preflight': {
    title: 'The CORS configuration answers this preflight',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST API answers preflights by an OPTIONS method on each path, mostly a mock that gives everybody 200 ' +
      'and the same headers. An HTTP API answers them itself from one configuration, reportedly with 204, and ' +
      'only where Origin and Access-Control-Request-Method are sent. The methods and headers of all paths are ' +
      'united in it; browsers work as before, OPTIONS requests made by hand do not.',
    remedy: 'Compare the cors section of the new definition with what each path allowed.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.1.0',
  },
  'cors/preflight-allows-more': {
    title: 'Pages may send or read here what the preflight kept from them',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'The one configuration of an HTTP API has the methods and headers of all paths. Here the path serves a method ' +
      'that its own preflight did not allow, or its answers gain headers that pages may read. Browsers then send ' +
      'PUT, PATCH or DELETE for pages of the allowed origins, which they refused before; GET, HEAD and POST never ' +
      'waited for the list.',
    remedy:
      'See that authorization alone guards these methods, and that pages of every allowed origin may call them. If ' +
      'not, move the path to an API of its own.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.2.0',
  },
  'cors/differs': {
    title: 'The preflights of the paths do not fit one configuration',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'Each path of a REST API can allow other origins and credentials, or work them out for each request; an ' +
      'HTTP API has one configuration for all routes. To unite the origins would let pages of one origin read ' +
      'answers that are meant for another, so nothing is guessed. Credentials for any origin do not work in ' +
      'browsers at all.',
    remedy:
      'Decide cors.allowOrigins in migrate.config.yaml, and cors.allowCredentials where the paths differ in it. ' +
      'Or split the paths over several APIs.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.1.0',
  },
  'cors/part-of-preflight': {
    title: 'Part of a preflight mock',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'The templates, responses and header mappings of an OPTIONS mock only make its answer to preflights. The ' +
      'CORS configuration stands for them where it stands for the mock, and they wait with the mock where it ' +
      'waits for a decision.',
    remedy: 'Look at the entry of the OPTIONS method.',
    evidence: 'I',
    link: guide('how-to-cors'),
    since: '0.1.0',
  },
  'cors/api-wide': {
    title: 'One CORS configuration holds for all routes',
    level: 'change',
    class: 'security',
    security: true,
    acceptable: false,
    explanation:
      'In a REST API only paths with an OPTIONS method answer preflights, and backends put CORS headers on their ' +
      'own answers. The configuration of an HTTP API answers preflights for every route, puts its headers on ' +
      'every response to a request with Origin, and replaces those of backends. Pages of the allowed origins can ' +
      'then read routes that gave no CORS headers before, and origins that only a backend allowed are shut out.',
    remedy:
      'See that pages of every allowed origin may read every route. If not, decide fewer cors.allowOrigins in ' +
      'migrate.config.yaml, or move those routes to an API of their own.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.1.0',
  },
  'cors/preflight-was-protected': {
    title: 'A preflight that asks for authorization would answer everybody',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'Here an OPTIONS mock asks for an authorizer, a signature or an API key, and refuses browsers, which send ' +
      'none of these with a preflight. The CORS configuration of an HTTP API answers everybody. Strangers learn ' +
      'which origins, methods and headers are allowed, and pages of those origins get through to the routes ' +
      'behind it.',
    remedy:
      'Find out whether browsers are meant to call this path, and leave it on REST if they are not. If its ' +
      'preflight may be public, name cors/preflight-was-protected under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.1.0',
  },
  'cors/method-header': {
    title: 'The CORS configuration sets a header that the method sets today',
    level: 'change',
    class: 'visible',
    security: false,
    acceptable: false,
    explanation:
      'A REST API sets Access-Control headers on answers by mappings of each method. The CORS configuration of an ' +
      'HTTP API sets them for all routes, with the same value here, and only where the request has an Origin.',
    remedy: 'Nothing for browsers; other clients that look at these headers have to send an Origin.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.2.0',
  },
  'cors/method-header-differs': {
    title: 'A method sets a CORS header that the HTTP API would not set',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'Mappings of HTTP APIs cannot set Access-Control headers, and one CORS configuration holds for all routes. ' +
      'Here the method sets another value than that configuration, or there is none because no method answers ' +
      'preflights, so pages that read the answers today would be refused, or others allowed.',
    remedy:
      'Bring the headers of all methods and preflights in line, or decide cors.allowOrigins. Where no page of another origin reads these answers, ' +
      'name cors/method-header-differs under accept: in migrate.config.yaml, with the reason.',
    evidence: 'D',
    link: guide('http-api-cors'),
    since: '0.2.0',
  },
};
