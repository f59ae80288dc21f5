import { becomes, decide, definition, type ExamplesOf } from './fragment.js';

export const cors: ExamplesOf<'cors'> = {
  'cors/preflight': {
    before: definition`
      paths:
        /orders:
          get: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters:
                    method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
                    method.response.header.Access-Control-Allow-Methods: "'GET'"
    `,
    after: becomes`
      x-amazon-apigateway-cors:
        allowOrigins: [https://shop.example.com]
        allowMethods: [GET]
    `,
  },
  'cors/preflight-allows-more': {
    before: definition`
      paths:
        /orders:
          put: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters:
                    method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
                    method.response.header.Access-Control-Allow-Methods: "'GET'"
        /notes:
          put: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters:
                    method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"
                    method.response.header.Access-Control-Allow-Methods: "'PUT'"
    `,
    after: becomes`
      x-amazon-apigateway-cors: {allowMethods: [GET, PUT]}   # PUT /orders too
    `,
  },
  'cors/differs': {
    before: definition`
      paths:
        /orders:
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"}
        /staff:
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'https://staff.example.com'"}
    `,
    after: decide`
      cors: {allowOrigins: [https://shop.example.com, https://staff.example.com]}
    `,
  },
  'cors/part-of-preflight': {
    before: definition`
      paths:
        /orders:
          get: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}   # this
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}   # and this
    `,
    after: becomes`
      x-amazon-apigateway-cors: {allowOrigins: ["*"]}
    `,
  },
  'cors/api-wide': {
    before: definition`
      paths:
        /orders:
          get: {}
          options:
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'https://shop.example.com'"}
        /internal: {get: {}}   # answers no preflight today
    `,
    after: becomes`
      x-amazon-apigateway-cors: {allowOrigins: [https://shop.example.com]}   # holds for /internal too
    `,
  },
  'cors/preflight-was-protected': {
    before: definition`
      paths:
        /orders:
          get: {}
          options:
            security: [{token: []}]
            x-amazon-apigateway-integration:
              type: mock
              requestTemplates: {application/json: '{"statusCode": 200}'}
              responses:
                default:
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}
    `,
    after: decide`
      accept: [{rule: cors/preflight-was-protected, where: /orders, reason: Its preflight may be public.}]
    `,
  },
  'cors/method-header': {
    before: definition`
      paths:
        /orders:
          get:
            x-amazon-apigateway-integration:
              type: http
              responses:
                "200":
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}   # this
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
      x-amazon-apigateway-cors: {allowOrigins: ["*"]}
    `,
  },
  'cors/method-header-differs': {
    before: definition`
      paths:
        /orders:
          get:   # and no method answers preflights
            x-amazon-apigateway-integration:
              type: http
              responses:
                "200":
                  statusCode: "200"
                  responseParameters: {method.response.header.Access-Control-Allow-Origin: "'*'"}
    `,
    after: decide`
      accept: [{rule: cors/method-header-differs, where: GET /orders, reason: No page reads these answers.}]
    `,
  },
};
