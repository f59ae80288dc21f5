import { becomes, decide, type ExamplesOf, integration, seen } from './fragment.js';

const accepted = 'accept: [{rule: http-proxy/non-proxy, reason: The backend trusts no header of callers.}]';

export const integrationResponses: ExamplesOf<'integration-responses'> = {
  'integration-responses/status': {
    before: integration`
      type: http
      responses:
        "200": {statusCode: "200"}
        "204": {statusCode: "200"}
    `,
    beside: decide`${accepted}`,
    after: becomes`
      responseParameters: {"204": {overwrite:statuscode: "200"}}
    `,
  },
  'integration-responses/status-passes': {
    before: integration`
      type: http
      responses:
        default: {statusCode: "200"}
        '5\d{2}': {statusCode: "502"}
    `,
    beside: decide`${accepted}`,
    after: seen`
      # The backend answers 503:
      REST API   502
      HTTP API   503
    `,
  },
  'integration-responses/template': {
    before: integration`
      type: http
      responses:
        default:
          statusCode: "200"
          responseTemplates: {application/json: '{"id": $input.json("$.id")}'}
    `,
    after: decide`
      accept: [{rule: integration-responses/template, reason: Clients may see all that the backend answers.}]
    `,
  },
  'integration-responses/header': {
    before: integration`
      type: http
      responses:
        "200": {statusCode: "200", responseParameters: {method.response.header.Cache-Control: "'max-age=60'"}}
    `,
    beside: decide`${accepted}`,
    after: becomes`
      responseParameters: {"200": {overwrite:header.Cache-Control: max-age=60}}
    `,
  },
  'integration-responses/header-lost': {
    before: integration`
      type: http
      responses:
        default: {statusCode: "200", responseParameters: {method.response.header.Cache-Control: "'max-age=60'"}}
    `,
    after: decide`
      accept: [{rule: integration-responses/header-lost, reason: The backend sets the header by now.}]
    `,
  },
};
