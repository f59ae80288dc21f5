import { act, settings as around, becomes, decide, definition, type ExamplesOf, seen } from './fragment.js';

export const settings: ExamplesOf<'settings'> = {
  'settings/resource-policy': {
    before: definition`
      x-amazon-apigateway-policy:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*"}
          - {Effect: Deny, Principal: "*", Action: execute-api:Invoke, Resource: "execute-api:/*", Condition: {NotIpAddress: {aws:SourceIp: 203.0.113.0/24}}}
    `,
    after: act`
      // A Lambda authorizer lets in the same addresses, and the loss is accepted (accept: in migrate.config.yaml):
      return {isAuthorized: office.check(event.requestContext.http.sourceIp)};
    `,
  },
  'settings/private-endpoint': {
    before: around`restApi: {endpointConfiguration: {types: [PRIVATE]}}`,
    after: act`# Leave it a REST API: an HTTP API is on the internet.`,
  },
  'settings/binary-media-types': {
    before: definition`x-amazon-apigateway-binary-media-types: [image/png]`,
    after: seen`
      POST /orders/7 with Content-Type: application/x-www-form-urlencoded
      REST API   {"body": "count=1", "isBase64Encoded": false}
      HTTP API   {"body": "Y291bnQ9MQ==", "isBase64Encoded": true}
    `,
  },
  'settings/api-key-source': {
    before: definition`x-amazon-apigateway-api-key-source: AUTHORIZER`,
    after: decide`
      accept: [{rule: settings/api-key-source, reason: No usage plan names this API.}]
    `,
  },
  'settings/compression': {
    before: definition`x-amazon-apigateway-minimum-compression-size: 1024`,
    after: decide`
      accept: [{rule: settings/compression, reason: CloudFront in front compresses.}]
    `,
  },
  'settings/documentation': {
    before: definition`
      x-amazon-apigateway-documentation: {version: "1", documentationParts: [{location: {type: API}, properties: {info: {description: Orders}}}]}
    `,
    after: becomes`openapi: 3.0.1   # and no documentation parts`,
  },
  'settings/endpoint': {
    before: definition`x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}`,
    after: becomes`
      servers: [{url: /, x-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}}]
    `,
  },
  'settings/tls-policy': {
    before: around`restApi: {securityPolicy: SecurityPolicy_TLS13_1_3_2025_09}`,
    after: decide`
      accept: [{rule: settings/tls-policy, reason: TLS 1.2 is enough for all that this API serves.}]
    `,
  },
  'settings/root-security': {
    before: definition`
      security: [{token: []}]
      paths: {/orders: {get: {}}}
    `,
    after: becomes`
      paths: {/orders: {get: {security: [{token: []}]}}}
    `,
  },
  'settings/tags': {
    before: definition`tags: [{name: orders, description: All about orders}]`,
    after: act`aws apigatewayv2 tag-resource --resource-arn arn:aws:apigateway:eu-west-1::/apis/HTTP_API_ID --tags team=shop`,
  },
  'settings/http-api-extension': {
    before: definition`x-amazon-apigateway-cors: {allowOrigins: ["*"]}`,
    after: becomes`openapi: 3.0.1   # and no CORS, as today`,
  },
  'settings/edge-endpoint': {
    before: around`restApi: {endpointConfiguration: {types: [EDGE]}}`,
    after: seen`
      # What the backend no longer gets, unless a CloudFront distribution of yours adds it:
      CloudFront-Viewer-Country: DE
    `,
  },
  'settings/tls-minimum': {
    before: around`restApi: {securityPolicy: TLS_1_0}`,
    after: act`
      # Who still uses an older version? In the access log of the REST API:
      $context.tlsVersion
    `,
  },
  'settings/aws-tags': {
    before: around`restApi: {tags: {team: shop}}`,
    after: act`aws apigatewayv2 tag-resource --resource-arn arn:aws:apigateway:eu-west-1::/apis/HTTP_API_ID --tags team=shop`,
  },
  'settings/without-effect': {
    before: around`restApi: {id: a1b2c3d4e5, createdDate: "2024-11-05T10:00:00Z"}`,
    after: act`# Nothing to do.`,
  },
  'settings/contradiction': {
    before: around`restApi: {minimumCompressionSize: 1024}`,
    beside: definition`x-amazon-apigateway-minimum-compression-size: 4096`,
    after: decide`
      accept: [{rule: settings/contradiction, reason: What the export says is deployed.}]
    `,
  },
  'settings/unread': {
    before: around`
      unknown: [{part: domains, reason: AccessDenied, permission: apigateway:GET}]
    `,
    after: act`
      # Give the role what is missing, and export again:
      migrate iam-policy export
    `,
  },
};
