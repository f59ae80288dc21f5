import { becomes, decide, type ExamplesOf, method, write } from './fragment.js';

export const access: ExamplesOf<'access'> = {
  'access/authorizer': {
    before: method`security: [{token: []}]`,
    after: becomes`security: [{token: []}]`,
  },
  'access/iam': {
    before: method`security: [{sigv4: []}]`,
    after: becomes`security: [{sigv4: []}]   # and the policies of callers name the new API`,
  },
  'access/api-key': {
    before: method`security: [{api_key: []}]`,
    after: decide`
      accept: [{rule: access/api-key, where: "GET /orders/{id}", reason: The key only counted calls.}]
    `,
  },
  'access/cognito-token-kinds': {
    before: method`security: [{cognito: []}]`,
    beside: decide`authorizers: {cognito: {audience: [7q8s9t0webclient01]}}`,
    after: write`security: [{cognito: [orders/read]}]`,
  },
  'access/scopes-limit': {
    before: method`security: [{cognito: [s/1, s/2, s/3, s/4, s/5, s/6, s/7, s/8, s/9, s/10, s/11]}]`,
    beside: decide`authorizers: {cognito: {audience: [7q8s9t0webclient01]}}`,
    after: write`security: [{cognito: [s/read, s/write]}]`,
  },
  'access/unresolved': {
    before: method`security: [{staff: []}]   # no scheme of this name in the file`,
    after: write`security: [{token: []}]   # one that has x-amazon-apigateway-authorizer`,
  },
  'access/several-authorizers': {
    before: method`security: [{token: []}, {sigv4: []}]`,
    after: write`security: [{token: []}]   # the one that aws apigateway get-method shows`,
  },
  'access/authorizer-stays': {
    before: method`security: [{cognito: [orders/read]}]   # and nobody has decided the audience`,
    after: decide`authorizers: {cognito: {audience: [7q8s9t0webclient01]}}`,
  },
};
