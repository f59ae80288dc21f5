import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const httpProxy: RulesOf<'http-proxy'> = {
  'http-proxy/integration': {
    title: 'The HTTP backend gets other headers about the client',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A REST API tells the backend about the client in X-Forwarded-For, X-Forwarded-Port and X-Forwarded-Proto, ' +
      'names itself in X-Amzn-Apigateway-Api-Id, and fills in a missing Accept. An HTTP API sends Forwarded and ' +
      'Via instead, turns X-Forwarded-* of the client into Forwarded, writes header names in lower case, and ' +
      'probably lets more headers of the client pass. Path variables reach the backend decoded; a REST API ' +
      'decodes them too, but encodes % again. Backends that find out the address of the client, build links or ' +
      'set secure cookies by those headers notice.',
    remedy:
      'Let the backend read Forwarded, or map what it needs to a header of its own, such as ' +
      'overwrite:header.x-client-ip from $context.identity.sourceIp. X-Forwarded-For itself cannot be mapped.',
    advice: [
      {
        about: ['upstream.headers.* (name)'],
        actor: 'handler',
        text: 'Read header names without regard to case.',
      },
      {
        about: ['upstream.url'],
        actor: 'handler',
        text: 'Expect the variables of the path decoded, and + for a space in a query.',
      },
      {
        about: [
          'upstream.headers.forwarded',
          'upstream.headers.x-forwarded-for',
          'upstream.headers.x-forwarded-port',
          'upstream.headers.x-forwarded-proto',
          'upstream.headers.x-forwarded-host',
        ],
        actor: 'handler',
        text: 'Read address, host and protocol of the client from Forwarded, in secure cookies, links and logs too.',
      },
      {
        about: ['upstream.headers.x-amzn-apigateway-api-id'],
        actor: 'handler',
        text: 'Do not tell callers by X-Amzn-Apigateway-Api-Id, which is gone.',
      },
      {
        about: ['upstream.headers'],
        actor: 'handler',
        text: 'Do not count on headers that the gateway sets or holds back: others arrive now.',
      },
      {
        about: ['upstream.body'],
        actor: 'handler',
        text: 'Ignore the body of a GET, HEAD or OPTIONS.',
      },
    ],
    evidence: 'V',
    link: guide('api-gateway-known-issues'),
    since: '0.1.0',
  },
  'http-proxy/non-proxy': {
    title: 'A proxy takes the place of an integration that hides things',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'In a non-proxy integration the backend gets only mapped headers and parameters, and clients get only mapped ' +
      'headers. HTTP APIs have proxies only, through which everything passes in both directions. A backend that ' +
      'trusts a header because nobody could send it would be deceived, and clients see headers that are hidden ' +
      'from them today.',
    remedy:
      'Make sure that the backend trusts no header or parameter that callers could not send until now, then ' +
      'name http-proxy/non-proxy under accept: in migrate.config.yaml, with the reason.',
    advice: [
      {
        about: ['upstream.headers', 'upstream.url'],
        actor: 'handler',
        text: 'Trust no header or parameter that callers can send now, and ignore those you do not know.',
      },
      {
        about: ['calls.integration'],
        actor: 'handler',
        text: 'Refuse content types that you do not take.',
      },
      {
        about: ['reply'],
        actor: 'client',
        text: 'Expect the answer of the backend itself, with all its headers.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-develop-integrations-http'),
    since: '0.1.0',
  },
  'http-proxy/parameter-mapping': {
    title: 'A parameter mapping is written in the words of HTTP APIs',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'integration.request.header.a: method.request.header.b becomes overwrite:header.a: $request.header.b, and ' +
      'constants lose their quotes. The backend gets the same value under the same name. Only where callers ' +
      'repeat a header or query parameter, all values arrive joined with commas, and a body is read up to 100 KB. Values of the context ' +
      'that the two kinds form differently, such as request ids and the stage, differ here too.',
    remedy: 'Nothing, unless callers repeat such a header or parameter or send large bodies.',
    advice: [
      {
        about: ['upstream'],
        actor: 'handler',
        text: 'Take request ids, stage and API id in the form they have in HTTP APIs, and repeated values joined with commas.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-parameter-mapping'),
    since: '0.1.0',
  },
  'http-proxy/passes-anyway': {
    title: 'The mapping repeats what a proxy passes on anyway',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'The mapping hands a header or query parameter to the backend under its own name. An HTTP proxy passes on ' +
      'all of them, mapped or not, so the HTTP API needs no words for it.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-http'),
    since: '0.1.0',
  },
  'http-proxy/path-parameter': {
    title: 'A variable in the uri is named as the route names it',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'A REST API fills {a} in the uri of a backend from integration.request.path.a, whatever the path of the ' +
      'method calls the value. An HTTP API fills it from the variable of that name in the route, so the uri is ' +
      'written with the name of the route, or with the constant. The backend is called at the same address.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-http'),
    since: '0.1.0',
  },
  'http-proxy/reserved-header': {
    title: 'The mapping sets a header that HTTP APIs reserve',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'Mappings of HTTP APIs cannot set Authorization, Connection, Content-Encoding, Content-Length, Forwarded, ' +
      'Origin, TE, Upgrade, Via, X-Forwarded-For, -Host or -Proto, nor names that begin with access-control-, ' +
      'apigw-, x-amz- or x-amzn-. A REST API may do so, for example to log in at the backend. Without the mapping ' +
      'the backend gets what the client itself sends under that name, or nothing.',
    remedy:
      'Map the value to another header and let the backend read that, or put a function in between. If the ' +
      'backend can do without and does not trust the header, name http-proxy/reserved-header under accept: in ' +
      'migrate.config.yaml.',
    advice: [
      {
        about: ['upstream'],
        actor: 'handler',
        text: 'Do without the header, or read it under another name.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-parameter-mapping'),
    since: '0.1.0',
  },
  'http-proxy/mapping-without-counterpart': {
    title: 'The mapping cannot be written in an HTTP API',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'HTTP APIs map from headers, query parameters, path variables, simple paths into the body, stage variables, ' +
      'constants and a shorter list of context variables. This mapping takes something else, repeated values one ' +
      'by one or the API key of the caller, say, or a variable of the uri has no mapping from the path. Without ' +
      'it the backend gets what the client itself sends under that name, or nothing, which is grave where the ' +
      'backend trusts the value.',
    remedy:
      'Map from something that HTTP APIs know, or let the backend find the value itself. If the backend can do ' +
      'without and does not trust it, name http-proxy/mapping-without-counterpart under accept: in ' +
      'migrate.config.yaml.',
    advice: [
      {
        about: ['upstream'],
        actor: 'handler',
        text: 'Do without the value, or find it elsewhere in the request.',
      },
    ],
    evidence: 'D',
    link: guide('http-api-parameter-mapping'),
    since: '0.1.0',
  },
  'http-proxy/path-variable-unfilled': {
    title: 'Nothing fills a variable in the uri',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'The uri of the backend has a variable that no mapping from the path fills, and the route has none of that ' +
      'name. An HTTP API has nothing to put there, and what a REST API sends is not documented. Where the backend ' +
      'is called cannot be told.',
    remedy:
      'Map integration.request.path.NAME from the path of the method, or write the value into the uri, and ' +
      'convert again.',
    evidence: 'D',
    link: guide('http-api-develop-integrations-http'),
    since: '0.1.0',
  },
  'http-proxy/tls-unverified': {
    title: 'HTTP APIs always verify the certificate of the backend',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: true,
    explanation:
      'With insecureSkipVerification a REST API calls the backend whoever issued its certificate. HTTP APIs have ' +
      'no such switch. A backend whose certificate is self-signed, or issued by a private authority, is not ' +
      'reached any more, and its callers get an error.',
    remedy:
      'Give the backend a certificate of a public authority before the move. If it has one already, name ' +
      'http-proxy/tls-unverified under accept: in migrate.config.yaml.',
    evidence: 'D',
    link: guide('api-gateway-extensions-integration-tls-config'),
    since: '0.1.0',
  },
};
