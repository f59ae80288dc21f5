import { becomes, decide, type ExamplesOf, integration, seen, write } from './fragment.js';

export const httpProxy: ExamplesOf<'http-proxy'> = {
  'http-proxy/integration': {
    before: integration`
      type: http_proxy
      uri: https://backend.example.com/orders
    `,
    after: seen`
      # What the backend gets in place of X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Port:
      forwarded: by=203.0.113.7;for=198.51.100.23;host=api.example.com;proto=https
      via: HTTP/1.1 AmazonAPIGateway
    `,
  },
  'http-proxy/non-proxy': {
    before: integration`
      type: http
      responses: {default: {statusCode: "200"}}
    `,
    after: decide`
      accept: [{rule: http-proxy/non-proxy, reason: The backend trusts no header of callers.}]
    `,
  },
  'http-proxy/parameter-mapping': {
    before: integration`
      type: http_proxy
      requestParameters: {integration.request.header.x-client: method.request.header.x-app}
    `,
    after: becomes`
      requestParameters: {overwrite:header.x-client: $request.header.x-app}
    `,
  },
  'http-proxy/passes-anyway': {
    before: integration`
      type: http_proxy
      requestParameters: {integration.request.header.x-app: method.request.header.x-app}
    `,
    after: becomes`type: HTTP_PROXY   # without the mapping`,
  },
  'http-proxy/path-parameter': {
    before: integration`
      type: http_proxy
      uri: https://backend.example.com/orders/{number}
      requestParameters: {integration.request.path.number: method.request.path.id}
    `,
    after: becomes`
      type: HTTP_PROXY
      uri: https://backend.example.com/orders/{id}
    `,
  },
  'http-proxy/reserved-header': {
    before: integration`
      type: http_proxy
      requestParameters: {integration.request.header.Authorization: stageVariables.backendLogin}
    `,
    after: write`
      type: http_proxy
      requestParameters: {integration.request.header.x-login: stageVariables.backendLogin}
    `,
  },
  'http-proxy/mapping-without-counterpart': {
    before: integration`
      type: http_proxy
      requestParameters: {integration.request.header.x-key: context.identity.apiKey}
    `,
    after: write`
      type: http_proxy
      requestParameters: {integration.request.header.x-key: context.authorizer.tenant}
    `,
  },
  'http-proxy/path-variable-unfilled': {
    before: integration`
      type: http_proxy
      uri: https://backend.example.com/orders/{number}
    `,
    after: write`
      type: http_proxy
      uri: https://backend.example.com/orders/{number}
      requestParameters: {integration.request.path.number: method.request.path.id}
    `,
  },
  'http-proxy/tls-unverified': {
    before: integration`
      type: http_proxy
      tlsConfig: {insecureSkipVerification: true}
    `,
    after: decide`
      accept: [{rule: http-proxy/tls-unverified, reason: Its certificate is of a public authority by now.}]
    `,
  },
};
