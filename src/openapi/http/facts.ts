import type { Evidence } from '../../model/index.js';

const guide = (page: string) => `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`;
const reference = (page: string) => `https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/${page}.html`;

const openApi = guide('http-api-open-api');
const mapping = guide('http-api-parameter-mapping');
const integration = guide('api-gateway-swagger-extensions-integration');
const authorizer = guide('api-gateway-swagger-extensions-authorizer');
const quotas = guide('http-api-quotas');
const apis = reference('apis');
const integrations = reference('apis-apiid-integrations');

interface Fact {
  /** How we know the rule itself; what ImportApi does when it is broken may be unverified all the same. */
  evidence: Evidence;
  link: string;
}

/** What messages of an import rest on: fact id (facts import-export.md, quotas.md, runtime.md) to evidence and page. */
export const facts = {
  'IM-INFO': { evidence: 'D', link: openApi },
  'IM-W-AWS': { evidence: 'D', link: openApi },
  'IM-W-DEFAULT': { evidence: 'C', link: 'https://github.com/aws/serverless-application-model/issues/2297' },
  'IM-W-REF': { evidence: 'V', link: openApi },
  'IM-E-SWAGGER': { evidence: 'D', link: openApi },
  'IM-E-MALFORMED': { evidence: 'D', link: openApi },
  'IM-ERR-MULTISEC': { evidence: 'D', link: openApi },
  'IM-UNK': { evidence: 'U', link: openApi },
  'IM-SIZE': { evidence: 'U', link: quotas },
  'IM-VARS': { evidence: 'D', link: guide('import-api-aws-variables') },
  'IS-GLOBAL': { evidence: 'U', link: guide('api-gateway-known-issues') },
  'IS-EMPTY': { evidence: 'U', link: openApi },
  'IS-KEY': { evidence: 'U', link: guide('http-api-vs-rest') },
  'BP-IGNORE': { evidence: 'D', link: guide('api-gateway-import-api-basePath') },
  'NM-TITLE': { evidence: 'D', link: apis },
  'NM-DESC': { evidence: 'D', link: apis },
  'NM-VER': { evidence: 'D', link: apis },
  'NM-OPID': { evidence: 'D', link: reference('apis-apiid-routes') },
  'NM-AUTH': { evidence: 'D', link: reference('apis-apiid-authorizers') },
  'NM-SCOPE': { evidence: 'D', link: reference('apis-apiid-routes') },
  'NM-URI': { evidence: 'D', link: integrations },
  'NM-MAPV': { evidence: 'D', link: integrations },
  'NM-CONN': { evidence: 'D', link: integrations },
  'NM-SNI': { evidence: 'D', link: integrations },
  'NM-TMO': { evidence: 'D', link: integrations },
  'NM-TTL': { evidence: 'D', link: reference('apis-apiid-authorizers') },
  'NM-CORS': { evidence: 'D', link: apis },
  'NM-PATH': { evidence: 'D', link: guide('api-gateway-known-issues') },
  'XT-ANY': { evidence: 'D', link: guide('api-gateway-swagger-extensions-any-method') },
  'XT-AUTH': { evidence: 'D', link: guide('api-gateway-swagger-extensions-auth') },
  'XT-AUTHTYPE': { evidence: 'D', link: guide('api-gateway-swagger-extensions-authtype') },
  'XT-CORS': { evidence: 'D', link: guide('api-gateway-swagger-extensions-cors-configuration') },
  'XT-EPCFG': { evidence: 'D', link: guide('api-gateway-swagger-extensions-endpoint-configuration') },
  'XT-INTS': { evidence: 'D', link: guide('api-gateway-extensions-integrations') },
  'XT-TAG': { evidence: 'D', link: guide('api-gateway-swagger-extensions-tag-value') },
  'XT-VERS': { evidence: 'D', link: guide('api-gateway-swagger-extensions-importexport-version') },
  'XI-TYPE': { evidence: 'D', link: integration },
  'XI-PFV': { evidence: 'D', link: integration },
  'XI-URI': { evidence: 'D', link: integration },
  'XI-METHOD': { evidence: 'D', link: integration },
  'XI-CRED': { evidence: 'D', link: integration },
  'XI-CONNT': { evidence: 'D', link: integration },
  'XI-TLS': { evidence: 'D', link: guide('api-gateway-extensions-integration-tls-config') },
  'XI-SUB': { evidence: 'D', link: guide('http-api-develop-integrations-aws-services-reference') },
  'XI-REST': { evidence: 'D', link: integration },
  'XA-TYPE': { evidence: 'D', link: authorizer },
  'XA-URI': { evidence: 'D', link: authorizer },
  'XA-PFV': { evidence: 'D', link: authorizer },
  'XA-SIMPLE': { evidence: 'D', link: authorizer },
  'XA-ID': { evidence: 'D', link: authorizer },
  'XA-TTL': { evidence: 'D', link: guide('http-api-lambda-authorizer') },
  'XA-REGEX': { evidence: 'D', link: reference('apis-apiid-authorizers') },
  'XA-JWT': { evidence: 'D', link: guide('http-api-jwt-authorizer') },
  'FE-AU-SCOPE': { evidence: 'D', link: guide('http-api-jwt-authorizer') },
  'FE-CO-4': { evidence: 'D', link: guide('http-api-cors') },
  'FE-INT-PATHVAR': { evidence: 'D', link: guide('http-api-develop-integrations-http') },
  'FE-INT-STREAM': { evidence: 'D', link: guide('http-api-vs-rest') },
  'PM-GRAMMAR': { evidence: 'D', link: mapping },
  'PM-RESERVED': { evidence: 'D', link: mapping },
  'PM-STATUS': { evidence: 'D', link: mapping },
  'PV-BODY': { evidence: 'D', link: mapping },
  'PV-MIX': { evidence: 'D', link: mapping },
  'PV-REMOVE': { evidence: 'D', link: mapping },
  'Q-ROUTES': { evidence: 'D', link: quotas },
  'Q-INTEG': { evidence: 'D', link: quotas },
  'Q-AUTHZ': { evidence: 'D', link: quotas },
  'Q-SCOPES': { evidence: 'D', link: quotas },
  'Q-AUD': { evidence: 'D', link: quotas },
  'Q-TAGS': { evidence: 'D', link: quotas },
  'RT-ROUTE-ANY': { evidence: 'C', link: guide('http-api-develop-routes') },
  'RT-ROUTE-GREEDY-POS': { evidence: 'D', link: guide('http-api-develop-routes') },
  'RT-ROUTE-PARTIAL-VAR': { evidence: 'U', link: guide('http-api-develop-routes') },
  'RT-PATH-TRAIL-EXACT': { evidence: 'C', link: guide('http-api-develop-routes') },
} as const satisfies Record<string, Fact>;

export type FactId = keyof typeof facts;
