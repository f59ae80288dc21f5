import { act, decide, type ExamplesOf, settings } from './fragment.js';

export const domains: ExamplesOf<'domains'> = {
  'domains/carried': {
    before: settings`
      domains: [{domainName: api.example.com, securityPolicy: TLS_1_2, endpointConfiguration: {types: [REGIONAL]}}]
    `,
    after: act`# Nothing to do: certificate and DNS stay.`,
  },
  'domains/mapping': {
    before: settings`
      domains: [{domainName: api.example.com, mappings: [{basePath: orders, restApiId: a1b2c3d4e5, stage: prod}]}]
    `,
    after: act`
      aws apigatewayv2 update-api-mapping --domain-name api.example.com --api-mapping-id MAPPING_ID \
        --api-id HTTP_API_ID --stage prod
    `,
  },
  'domains/edge': {
    before: settings`
      domains: [{domainName: api.example.com, endpointConfiguration: {types: [EDGE]}}]
    `,
    after: act`
      aws apigateway update-domain-name --domain-name api.example.com --patch-operations \
        op=add,path=/endpointConfiguration/types,value=REGIONAL op=add,path=/regionalCertificateArn,value=CERTIFICATE_ARN
    `,
  },
  'domains/private': {
    before: settings`
      domains: [{domainName: api.inside.example.com, endpointConfiguration: {types: [PRIVATE]}}]
    `,
    after: act`# Leave what is behind this domain a REST API.`,
  },
  'domains/tls-policy': {
    before: settings`
      domains: [{domainName: api.example.com, securityPolicy: SecurityPolicy_TLS13_1_3_2025_09}]
    `,
    after: decide`
      accept: [{rule: domains/tls-policy, reason: TLS 1.2 is enough for every API behind the domain.}]
    `,
  },
  'domains/mutual-tls': {
    before: settings`
      domains: [{domainName: api.example.com, mutualTlsAuthentication: {truststoreUri: "s3://orders/truststore.pem"}}]
    `,
    after: act`
      # Close the way around the domain:
      aws apigatewayv2 update-api --api-id HTTP_API_ID --disable-execute-api-endpoint
    `,
  },
  'domains/routing-rules': {
    before: settings`
      domains: [{domainName: api.example.com, routingMode: ROUTING_RULE_ONLY}]
    `,
    after: decide`
      accept: [{rule: domains/routing-rules, reason: The HTTP API gets a domain of its own.}]
    `,
  },
};
