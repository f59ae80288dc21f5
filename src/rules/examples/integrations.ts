import { act, becomes, decide, type ExamplesOf, integration, write } from './fragment.js';

export const integrations: ExamplesOf<'integrations'> = {
  'integrations/caller-credentials': {
    before: integration`
      type: aws_proxy
      credentials: arn:aws:iam::*:user/*
    `,
    after: write`
      type: aws_proxy
      credentials: arn:aws:iam::111122223333:role/orders
    `,
  },
  'integrations/timeout': {
    before: integration`
      type: aws_proxy
      timeoutInMillis: 60000
    `,
    after: decide`
      accept: [{rule: integrations/timeout, where: "GET /orders/{id}", reason: The slowest call takes 4 seconds.}]
    `,
  },
  'integrations/ignored-by-proxy': {
    before: integration`
      type: aws_proxy
      responses: {default: {statusCode: "200"}}   # this
    `,
    after: becomes`type: AWS_PROXY`,
  },
  'integrations/cache': {
    before: integration`
      type: http_proxy
      cacheKeyParameters: [method.request.querystring.page]
    `,
    after: act`
      # The backend says how long a CloudFront distribution in front may keep an answer:
      cache-control: public, max-age=60
    `,
  },
  'integrations/content-handling': {
    before: integration`
      type: http
      contentHandling: CONVERT_TO_BINARY
      responses: {default: {statusCode: "200"}}
    `,
    after: decide`
      accept: [{rule: integrations/content-handling, reason: Only JSON comes here.}]
    `,
  },
  'integrations/unknown-type': {
    before: integration`type: lambda`,
    after: write`type: aws_proxy`,
  },
  'integrations/unknown-target': {
    before: integration`
      type: http_proxy
      uri: ORDERS_BACKEND   # some tool replaces it later
    `,
    after: write`
      type: http_proxy
      uri: https://backend.example.com/orders
    `,
  },
  'integrations/goes-with-integration': {
    before: integration`
      type: http_proxy
      tlsConfig: {insecureSkipVerification: false}   # this
    `,
    after: becomes`type: HTTP_PROXY   # which verifies the certificate by itself`,
  },
};
