import type { RulesOf } from './concern.js';
import { guide } from './links.js';

const mapping = guide('http-api-parameter-mapping');

export const integrationResponses: RulesOf<'integration-responses'> = {
  'integration-responses/status': {
    title: 'The status of the backend reaches clients as before',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'The REST API hands on this status, header or body of the backend, or makes another fixed status of it. A ' +
      'proxy hands it on without being told, and overwrite:statuscode makes another status of a given one.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: mapping,
    since: '0.2.0',
  },
  'integration-responses/status-passes': {
    title: 'Statuses of the backend pass that become one status today',
    level: 'change',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A pattern, or the default, turns many statuses of the backend into one for clients, so that an error can ' +
      'arrive as 200. HTTP APIs map one given status to another and know no patterns. Clients get the status that ' +
      'the backend gives.',
    remedy: 'Tell clients which statuses they will see, or let the backend answer with those of today.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Take the status that the backend gives, errors among them.',
      },
    ],
    evidence: 'V',
    link: mapping,
    since: '0.2.0',
  },
  'integration-responses/template': {
    title: 'A template makes the answer that clients get',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'The REST API reshapes the answer of the backend, and may leave things out of it. HTTP APIs hand on the body ' +
      'as it is. Clients would get another structure, and see whatever the template keeps from them today.',
    remedy:
      'Let the backend give the answer in that form. If clients can take, and may see, what the backend answers, ' +
      'name integration-responses/template under accept: in migrate.config.yaml, with the reason.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Read the answer in the form that the backend gives.',
      },
    ],
    evidence: 'D',
    link: mapping,
    since: '0.2.0',
  },
  'integration-responses/header': {
    title: 'A header of answers is written in the words of HTTP APIs',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      'method.response.header.a under a status becomes overwrite:header.a under the same status of the backend. ' +
      'Clients get the same header with the same value.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: mapping,
    since: '0.2.0',
  },
  'integration-responses/header-lost': {
    title: 'A header that the REST API sets on answers cannot be set',
    level: 'loss',
    class: 'security',
    security: true,
    acceptable: true,
    explanation:
      'HTTP APIs set headers on answers of HTTP backends for one given status at a time, never by a pattern or for ' +
      'all statuses, and document it for no other backends. Headers such as Strict-Transport-Security or ' +
      'Cache-Control that the REST API adds would be missing.',
    remedy:
      'Let the backend set the header, or a CloudFront response headers policy in front of the API; then ' +
      'name integration-responses/header-lost under accept: in migrate.config.yaml, with the reason.',
    advice: [
      {
        about: ['reply'],
        actor: 'client',
        text: 'Do without the header, or ask the backend to set it.',
      },
    ],
    evidence: 'D',
    link: mapping,
    since: '0.2.0',
  },
};
