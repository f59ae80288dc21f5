import { type ExamplesOf, method, seen } from './fragment.js';

export const behaviour: ExamplesOf<'behaviour'> = {
  'behaviour/unknown-route': {
    before: seen`
      GET /nothing
      403 {"message":"Missing Authentication Token"}
    `,
    after: seen`
      GET /nothing
      404 {"message":"Not Found"}
    `,
  },
  'behaviour/trailing-slash': {
    before: seen`
      GET /orders/7/
      200
    `,
    after: seen`
      GET /orders/7/
      404 {"message":"Not Found"}
    `,
  },
  'behaviour/response-headers': {
    before: seen`
      x-amzn-RequestId: 1b5f3ff2-6c3b-4d3a-9f3e-3f2a1c0b9d8e
      x-amz-apigw-id: AbCdEfGhIjKlMnO=
      x-amzn-Remapped-Date: Mon, 02 Mar 2026 08:15:30 GMT
    `,
    after: seen`
      apigw-requestid: AbCdEfGhIjKlMnO=
      date: Mon, 02 Mar 2026 08:15:30 GMT
    `,
  },
  'behaviour/error-responses': {
    before: seen`
      GET /orders/7      # the function throws
      502 {"message": "Internal server error"}
    `,
    after: seen`
      GET /orders/7      # the function throws
      500 {"message":"Internal Server Error"}
    `,
  },
  'behaviour/refusals': {
    before: seen`
      GET /orders/7      # the policy of the authorizer denies
      403 {"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}
    `,
    beside: method`security: [{token: []}]`,
    after: seen`
      GET /orders/7      # the policy of the authorizer denies
      403 {"message":"Forbidden"}
    `,
  },
  'behaviour/method-override': {
    before: seen`
      POST /orders/7
      X-HTTP-Method-Override: DELETE
      # is DELETE /orders/7
    `,
    after: seen`
      POST /orders/7
      X-HTTP-Method-Override: DELETE
      # is POST /orders/7, and the backend gets the header
    `,
  },
};
