import { act, decide, definition, type ExamplesOf, method } from './fragment.js';

export const gatewayResponses: ExamplesOf<'gateway-responses'> = {
  'gateway-responses/custom': {
    before: definition`
      x-amazon-apigateway-gateway-responses:
        MISSING_AUTHENTICATION_TOKEN:
          statusCode: 404
          responseTemplates: {application/json: '{"error": "no such path"}'}
    `,
    after: decide`
      accept: [{rule: gateway-responses/custom, reason: Nobody reads this text.}]
    `,
  },
  'gateway-responses/cors-headers': {
    before: definition`
      x-amazon-apigateway-gateway-responses:
        UNAUTHORIZED:
          responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
    `,
    beside: method`security: [{token: []}]`,
    after: decide`
      accept: [{rule: gateway-responses/cors-headers, reason: A refused call of a trial API had the header.}]
    `,
  },
  'gateway-responses/same-answer': {
    before: definition`
      x-amazon-apigateway-gateway-responses:
        DEFAULT_5XX: {responseTemplates: {application/json: '{"message":$context.error.messageString}'}}
    `,
    after: act`# Nothing to do: it is what API Gateway answers without the entry.`,
  },
  'gateway-responses/never-sent': {
    before: definition`
      x-amazon-apigateway-gateway-responses:
        INVALID_API_KEY: {statusCode: 401}   # and no method asks for a key
    `,
    after: act`# Nothing to do.`,
  },
};
