import { becomes, decide, type ExamplesOf, integration, write } from './fragment.js';

export const mappingTemplates: ExamplesOf<'mapping-templates'> = {
  'mapping-templates/template': {
    before: integration`
      type: http
      requestTemplates: {application/json: '{"order": $input.json("$")}'}
      responses: {default: {statusCode: "200"}}
    `,
    after: write`
      type: http_proxy   # and the backend takes the body as callers send it
    `,
  },
  'mapping-templates/pass-through': {
    before: integration`
      type: http
      requestTemplates: {application/json: $input.json('$')}
      responses: {default: {statusCode: "200"}}
    `,
    beside: decide`
      accept: [{rule: http-proxy/non-proxy, reason: The backend trusts no header of callers.}]
    `,
    after: becomes`type: HTTP_PROXY   # without the template`,
  },
};
