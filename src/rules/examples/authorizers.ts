import { becomes, decide, definition, type ExamplesOf, method, write } from './fragment.js';

const uri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:auth/invocations';

export const authorizers: ExamplesOf<'authorizers'> = {
  'authorizers/token': {
    before: definition`
      components: {securitySchemes: {token: {x-amazon-apigateway-authorizer: {type: token}}}}
    `,
    beside: method`security: [{token: []}]`,
    after: becomes`
      components:
        securitySchemes:
          token:
            x-amazon-apigateway-authorizer:
              type: request
              identitySource: $request.header.Authorization
              authorizerPayloadFormatVersion: "1.0"
    `,
  },
  'authorizers/token-to-jwt': {
    before: method`security: [{token: []}]`,
    beside: decide`
      authorizers:
        token: {replaceWithJwt: true, issuer: https://login.example.com/, audience: [orders-web]}
    `,
    after: becomes`security: [{token: []}]   # now a scheme with type: jwt, issuer and audience`,
  },
  'authorizers/request': {
    before: definition`
      components:
        securitySchemes:
          door:
            {type: apiKey, name: Unused, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {type: request, identitySource: method.request.header.X-Tenant, authorizerUri: ${uri}}}
    `,
    beside: method`security: [{door: []}]`,
    after: becomes`
      components:
        securitySchemes:
          door:
            x-amazon-apigateway-authorizer:
              type: request
              identitySource: $request.header.X-Tenant
              authorizerPayloadFormatVersion: "1.0"
    `,
  },
  'authorizers/cognito': {
    before: method`security: [{cognito: [orders/read]}]`,
    beside: decide`authorizers: {cognito: {audience: [7q8s9t0webclient01]}}`,
    after: becomes`security: [{cognito: [orders/read]}]   # now a scheme with type: jwt`,
  },
  'authorizers/cognito-audience': {
    before: method`security: [{cognito: [orders/read]}]`,
    after: decide`authorizers: {cognito: {audience: [7q8s9t0webclient01]}}`,
  },
  'authorizers/cognito-pools': {
    before: definition`
      components:
        securitySchemes:
          staff:
            type: apiKey
            name: Authorization
            in: header
            x-amazon-apigateway-authorizer:
              type: cognito_user_pools
              providerARNs:
                - arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_staff
                - arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_guests
    `,
    beside: method`security: [{staff: []}]`,
    after: decide`
      authorizers:
        staff:
          issuer: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_staff
          audience: [7q8s9t0webclient01]
    `,
  },
  'authorizers/validation-expression': {
    before: definition`
      components:
        securitySchemes:
          token: {x-amazon-apigateway-authorizer: {type: token, identityValidationExpression: "^Bearer [-0-9a-zA-Z._]*$"}}
    `,
    beside: method`security: [{token: []}]`,
    after: decide`
      accept: [{rule: authorizers/validation-expression, reason: The function refuses what does not match.}]
    `,
  },
  'authorizers/identity-source': {
    before: definition`
      components:
        securitySchemes:
          door:
            type: apiKey
            name: Unused
            in: header
            x-amazon-apigateway-authtype: custom
            x-amazon-apigateway-authorizer: {type: request, identitySource: context.identity.apiKey, authorizerUri: ${uri}}
    `,
    beside: method`security: [{door: []}]`,
    after: write`
      components:
        securitySchemes:
          door:
            type: apiKey
            name: Unused
            in: header
            x-amazon-apigateway-authtype: custom
            x-amazon-apigateway-authorizer: {type: request, identitySource: method.request.header.X-Tenant, authorizerUri: ${uri}}
    `,
  },
  'authorizers/caller-credentials': {
    before: definition`
      components:
        securitySchemes:
          token: {x-amazon-apigateway-authorizer: {type: token, authorizerCredentials: "arn:aws:iam::*:user/*"}}
    `,
    beside: method`security: [{token: []}]`,
    after: write`
      components:
        securitySchemes:
          token: {x-amazon-apigateway-authorizer: {type: token, authorizerCredentials: "arn:aws:iam::111122223333:role/auth"}}
    `,
  },
  'authorizers/unknown-type': {
    before: definition`
      components: {securitySchemes: {token: {x-amazon-apigateway-authorizer: {type: tokens}}}}
    `,
    beside: method`security: [{token: []}]`,
    after: write`
      components: {securitySchemes: {token: {x-amazon-apigateway-authorizer: {type: token}}}}
    `,
  },
  'authorizers/unused': {
    before: definition`
      components:
        securitySchemes:
          old: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {type: token, authorizerUri: ${uri}}}
    `,
    after: becomes`
      openapi: 3.0.1   # and no security scheme
    `,
  },
};
