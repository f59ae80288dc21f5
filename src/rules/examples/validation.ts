import { act, decide, definition, type ExamplesOf, method } from './fragment.js';

export const validation: ExamplesOf<'validation'> = {
  'validation/request': {
    before: definition`
      x-amazon-apigateway-request-validators: {params: {validateRequestParameters: true, validateRequestBody: false}}
    `,
    beside: method`
      x-amazon-apigateway-request-validator: params
      parameters: [{name: page, in: query, required: true, schema: {type: string}}]
    `,
    after: act`
      // The function checks by itself, and the loss is accepted (accept: in migrate.config.yaml):
      if (event.queryStringParameters?.page === undefined) return {statusCode: 400, body: '{"message": "page is missing"}'};
    `,
  },
  'validation/without-effect': {
    before: definition`
      x-amazon-apigateway-request-validators: {params: {validateRequestParameters: true, validateRequestBody: false}}
    `,
    beside: method`
      x-amazon-apigateway-request-validator: params   # and no header or query parameter is required
    `,
    after: act`# Nothing to do.`,
  },
  'validation/definition': {
    before: definition`
      x-amazon-apigateway-request-validators: {params: {validateRequestParameters: true, validateRequestBody: false}}
    `,
    after: act`# Look at the entries of the methods that name params.`,
  },
  'validation/undefined': {
    before: method`x-amazon-apigateway-request-validator: all   # the file does not define it`,
    after: decide`
      accept: [{rule: validation/undefined, where: "GET /orders/{id}", reason: The function checks by itself.}]
    `,
  },
};
