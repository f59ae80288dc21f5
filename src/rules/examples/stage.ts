import { act, stage as becomesStage, decide, type ExamplesOf, integration, settings } from './fragment.js';

export const stage: ExamplesOf<'stage'> = {
  'stage/carried': {
    before: settings`stage: {stageName: prod, variables: {table: orders-prod}}`,
    after: becomesStage`
      name: prod
      stageVariables: {table: orders-prod}
    `,
  },
  'stage/throttling': {
    before: settings`stage: {stageName: prod, methodSettings: {"~1orders~1{id}/GET": {throttlingRateLimit: 10, throttlingBurstLimit: 20}}}`,
    after: becomesStage`
      routeSettings: {"GET /orders/{id}": {throttlingRateLimit: 10, throttlingBurstLimit: 20}}
    `,
  },
  'stage/metrics': {
    before: settings`stage: {stageName: prod, methodSettings: {"*/*": {metricsEnabled: true}}}`,
    after: becomesStage`defaultRouteSettings: {detailedMetricsEnabled: true}   # and 5XXError is 5xx, by ApiId`,
  },
  'stage/cache': {
    before: settings`stage: {stageName: prod, cacheClusterEnabled: true, cacheClusterSize: "0.5"}`,
    after: act`
      # The backend says how long a CloudFront distribution in front may keep an answer:
      cache-control: public, max-age=60
    `,
  },
  'stage/execution-logs': {
    before: settings`stage: {stageName: prod, methodSettings: {"*/*": {loggingLevel: INFO}}}`,
    after: act`
      # In the format of the access log, why a request failed:
      "error": "$context.error.message", "integration": "$context.integrationErrorMessage"
    `,
  },
  'stage/x-ray': {
    before: settings`stage: {stageName: prod, tracingEnabled: true}`,
    after: act`
      # Traces begin at the function:
      aws lambda update-function-configuration --function-name orders --tracing-config Mode=Active
    `,
  },
  'stage/canary': {
    before: settings`stage: {stageName: prod, canarySettings: {percentTraffic: 10}}`,
    after: act`
      # Finish the release first; later ones go by the weights of an alias:
      aws lambda update-alias --function-name orders --name live --routing-config 'AdditionalVersionWeights={"8"=0.1}'
    `,
  },
  'stage/client-certificate': {
    before: settings`stage: {stageName: prod, clientCertificateId: ab12cd}`,
    beside: integration`type: http_proxy`,
    after: decide`
      accept: [{rule: stage/client-certificate, reason: The backend checks a header that a mapping sets.}]
    `,
  },
  'stage/web-acl': {
    before: settings`stage: {stageName: prod, webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/orders/1111"}`,
    after: decide`
      accept: [{rule: stage/web-acl, reason: CloudFront in front has the same web ACL.}]
    `,
  },
};
