import { act, becomes, definition, type ExamplesOf, method, seen, write } from './fragment.js';

export const routes: ExamplesOf<'routes'> = {
  'routes/carried': {
    before: definition`
      paths: {/orders: {get: {operationId: listOrders}}}
    `,
    after: becomes`
      paths: {/orders: {get: {operationId: listOrders}}}
    `,
  },
  'routes/stays': {
    before: method`security: [{api_key: []}]   # blocked by access/api-key`,
    after: act`
      # Move the rest; the domain leads this path to the REST API as before:
      migrate convert api.yaml -o http-api.yaml --partial
    `,
  },
  'routes/would-catch': {
    before: definition`
      paths:
        /orders/{id}: {get: {security: [{token: []}]}}
        /orders/{proxy+}: {get: {}}   # open, and it would take /orders/7/
    `,
    after: write`
      paths:
        /orders/{id}: {get: {security: [{token: []}]}}
        /orders/{proxy+}: {get: {security: [{token: []}]}}
    `,
  },
  'routes/takes-more': {
    before: definition`
      paths:
        /users/me: {get: {}}
        /users/{name}: {get: {}, delete: {}}
    `,
    after: seen`
      DELETE /users/me
      REST API   403 {"message":"Missing Authentication Token"}
      HTTP API   DELETE /users/{name} with name = me
    `,
  },
  'routes/any-written-out': {
    before: definition`
      paths:
        /orders:
          x-amazon-apigateway-any-method: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}
    `,
    after: becomes`
      paths: {/orders: {delete: {}, get: {}, head: {}, patch: {}, post: {}, put: {}}}
    `,
  },
  'routes/no-integration': {
    before: method`x-amazon-apigateway-integration:   # is missing`,
    after: write`
      x-amazon-apigateway-integration: {type: aws_proxy}
    `,
  },
  'routes/method-unsupported': {
    before: definition`
      paths: {"/files/{name}.pdf": {get: {}}}
    `,
    after: write`
      paths: {"/files/{name}": {get: {}}}
    `,
  },
};
