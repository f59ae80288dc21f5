import type { RulesOf } from './concern.js';
import { guide } from './links.js';

export const mappingTemplates: RulesOf<'mapping-templates'> = {
  'mapping-templates/template': {
    title: 'HTTP APIs have no mapping templates',
    level: 'loss',
    class: 'breaking',
    security: false,
    acceptable: false,
    explanation:
      'A mapping template makes the body that the backend or the client gets, and may set headers and status by ' +
      'conditions and loops. HTTP APIs map headers, query and path of requests, and headers and status of ' +
      'responses, but never a body. The template stays on the REST API with its integration.',
    remedy:
      'Do in the backend what the template does, switch the method to a proxy on the REST API, and convert again.',
    evidence: 'D',
    link: guide('http-api-parameter-mapping'),
    since: '0.1.0',
  },
  'mapping-templates/pass-through': {
    title: 'The template hands the body on as it is',
    level: 'info',
    class: 'benign',
    security: false,
    acceptable: false,
    explanation:
      "A template of nothing but $input.body or $input.json('$') hands the body on. A proxy does that without a " +
      'template, for every content type.',
    remedy: 'Nothing.',
    evidence: 'D',
    link: guide('api-gateway-mapping-template-reference'),
    since: '0.2.0',
  },
};
