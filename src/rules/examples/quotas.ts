import { act, decide, type ExamplesOf, seen } from './fragment.js';

export const quotas: ExamplesOf<'quotas'> = {
  'quotas/routes': {
    before: seen`
      120 paths with GET, PUT and DELETE each: 360 routes
    `,
    after: decide`
      accept: [{rule: quotas/routes, reason: AWS raised L-65B5C802 to 400 for the new API.}]
    `,
  },
  'quotas/integrations': {
    before: seen`
      301 methods, each with a function of its own: 301 integrations
    `,
    after: act`
      # /shop/* and /stock/* become two HTTP APIs under one domain:
      aws apigatewayv2 create-api-mapping --domain-name api.example.com --api-mapping-key shop --api-id SHOP_ID --stage prod
      aws apigatewayv2 create-api-mapping --domain-name api.example.com --api-mapping-key stock --api-id STOCK_ID --stage prod
    `,
  },
  'quotas/authorizers': {
    before: seen`
      11 authorizers, each with a method that asks for it
    `,
    after: decide`
      accept: [{rule: quotas/authorizers, reason: AWS raised the number to 15 for the new API.}]
    `,
  },
  'quotas/request-size': {
    before: seen`
      GET /orders/7      # with 12,000 bytes of cookies
      200
    `,
    after: seen`
      GET /orders/7      # with 12,000 bytes of cookies
      # is refused, because request line and headers have more than 10,240 bytes
    `,
  },
};
