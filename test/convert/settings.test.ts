import { describe, expect, it } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import {
  type Conversion,
  type Decisions,
  type JsonObject,
  type LedgerEntry,
  noDecisions,
  type RuleId,
} from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { httpProxy, keysOf, lambda, method, scheme, securitySchemes } from './definition.js';

const linkId = 'abc123';
const target = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/inside/0123';
const listener = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/inside/0123/4567';

const paths: JsonObject = {
  '/a': { get: method(lambda()), post: method(lambda(), { security: [{ api_key: [] }] }) },
  '/b/{id}': { 'x-amazon-apigateway-any-method': method(lambda()) },
};
const withBackend: JsonObject = { ...paths, '/c': { get: method(httpProxy()) } };
const withLink: JsonObject = {
  ...paths,
  '/d': {
    get: method(httpProxy({ connectionType: 'VPC_LINK', connectionId: linkId, integrationTarget: target })),
  },
};

interface Case {
  paths?: JsonObject;
  root?: JsonObject;
  decisions?: Partial<Decisions>;
}

async function converted(settings: JsonObject | undefined, options: Case = {}): Promise<Conversion> {
  const root = {
    openapi: '3.0.1',
    info: { title: 'orders', version: '1' },
    paths: options.paths ?? paths,
    components: { securitySchemes },
    ...options.root,
  };
  const around = settings && { file: 'settings.json', text: JSON.stringify({ version: 1, ...settings }) };
  const source = { file: 'openapi.json', text: JSON.stringify(root), ...(around && { settings: around }) };
  const { api } = await readRestDefinition(source);
  return convert(api, { ...noDecisions(), ...options.decisions });
}

/** The entries of what `settings.json` says, as `rule outcome`. */
function around({ ledger }: Conversion): LedgerEntry[] {
  return ledger.filter(({ construct }) => construct.at.startsWith('/settings.json/'));
}

const short = ({ rule, outcome }: LedgerEntry) => `${rule} ${outcome}`;
const hiddenFlag: JsonObject = { 'Fn::If': ['Prod', true, false] };
const methods = (key: string, settings: JsonObject): JsonObject => ({ stage: { methodSettings: { [key]: settings } } });
const domain = (more: JsonObject): JsonObject => ({ domains: [{ domainName: 'shop.example.com', ...more }] });
const plan = (more: JsonObject): JsonObject => ({ usagePlans: [{ id: 'p1', ...more }] });

const nothing = 'settings/without-effect dropped';

describe('a setting ends where its rule says', () => {
  it.each<[name: string, settings: JsonObject, ends: string]>([
    ['a resource policy', { restApi: { policy: '{"Statement":[]}' } }, 'settings/resource-policy blocked'],
    ['binary media types', { restApi: { binaryMediaTypes: ['image/png'] } }, 'settings/binary-media-types replaced'],
    ['no binary media types', { restApi: { binaryMediaTypes: [], id: 'x' } }, nothing],
    ['compression', { restApi: { minimumCompressionSize: 0 } }, 'settings/compression blocked'],
    ['keys from the header', { restApi: { apiKeySource: 'HEADER' } }, nothing],
    ['keys from the authorizer', { restApi: { apiKeySource: 'AUTHORIZER' } }, 'settings/api-key-source blocked'],
    [
      'a regional endpoint',
      { restApi: { endpointConfiguration: { types: ['REGIONAL'] } } },
      'settings/endpoint carried',
    ],
    [
      'an edge-optimized endpoint',
      { restApi: { endpointConfiguration: { types: ['EDGE'] } } },
      'settings/edge-endpoint behaviour-changes',
    ],
    [
      'a private endpoint',
      { restApi: { endpointConfiguration: { types: ['PRIVATE'], ipAddressType: 'dualstack' } } },
      'settings/private-endpoint blocked',
    ],
    [
      'an endpoint that a template hides',
      { restApi: { endpointConfiguration: { types: [{ Ref: 'Kind' }] } } },
      'settings/private-endpoint unknown',
    ],
    ['a closed default endpoint', { restApi: { disableExecuteApiEndpoint: true } }, 'settings/endpoint carried'],
    ['an open default endpoint', { restApi: { disableExecuteApiEndpoint: false } }, nothing],
    [
      'a default endpoint that a template hides',
      { restApi: { disableExecuteApiEndpoint: hiddenFlag } },
      'settings/private-endpoint unknown',
    ],
    ['the TLS policy of HTTP APIs', { restApi: { securityPolicy: 'TLS_1_2' } }, 'settings/tls-policy carried'],
    ['an older TLS policy', { restApi: { securityPolicy: 'TLS_1_0' } }, 'settings/tls-minimum behaviour-changes'],
    [
      'a stricter TLS policy',
      { restApi: { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' } },
      'settings/tls-policy blocked',
    ],
    ['a hidden TLS policy', { restApi: { securityPolicy: { Ref: 'Policy' } } }, 'settings/tls-policy blocked'],
    ['the basic access mode', { restApi: { endpointAccessMode: 'BASIC' } }, nothing],
    ['the strict access mode', { restApi: { endpointAccessMode: 'STRICT' } }, 'settings/tls-policy blocked'],
    ['AWS tags', { restApi: { tags: { team: 'x' } } }, 'settings/aws-tags carried'],
    ['ids and times', { restApi: { id: 'x', createdDate: '2026', rootResourceId: 'y' } }, nothing],
    ['a member of the API that is new', { restApi: { guard: true } }, 'unrecognised/extension unknown'],
    ['the name of the stage', { stage: { stageName: 'prod' } }, 'stage/carried carried'],
    ['the description of the stage', { stage: { description: 'live' } }, 'stage/carried carried'],
    ['stage variables', { stage: { variables: { table: 'x', other: 'y' } } }, 'stage/carried carried'],
    ['a web ACL', { stage: { webAclArn: 'arn:aws:wafv2:x' } }, 'stage/web-acl blocked'],
    ['a web ACL that a template names', { stage: { webAclArn: { Ref: 'Acl' } } }, 'stage/web-acl blocked'],
    ['X-Ray', { stage: { tracingEnabled: true } }, 'stage/x-ray dropped'],
    ['no X-Ray', { stage: { tracingEnabled: false } }, nothing],
    ['X-Ray that a template hides', { stage: { tracingEnabled: hiddenFlag } }, 'stage/x-ray unknown'],
    ['a canary', { stage: { canarySettings: { percentTraffic: 10 } } }, 'stage/canary dropped'],
    ['a cache', { stage: { cacheClusterEnabled: true, cacheClusterSize: '0.5' } }, 'stage/cache dropped'],
    ['no cache', { stage: { cacheClusterEnabled: false } }, nothing],
    ['a documentation version', { stage: { documentationVersion: '3' } }, 'settings/documentation dropped'],
    ['a client certificate that nobody sees', { stage: { clientCertificateId: 'c1' } }, nothing],
    ['a member of the stage that is new', { stage: { shield: 'x' } }, 'unrecognised/extension unknown'],
    ['throttling of all methods', methods('*/*', { throttlingRateLimit: 5 }), 'stage/throttling carried'],
    [
      'throttling of a method',
      methods('a/GET', { throttlingRateLimit: 5, throttlingBurstLimit: 2 }),
      'stage/throttling rewritten',
    ],
    ['throttling with the path escaped', methods('~1b~1{id}/GET', { throttlingRateLimit: 5 }), nothing],
    ['throttling of an ANY method', methods('~1b~1{id}/ANY', { throttlingRateLimit: 5 }), 'stage/throttling rewritten'],
    ['throttling of no method', methods('gone/GET', { throttlingRateLimit: 5 }), nothing],
    ['throttling switched off', methods('*/*', { throttlingRateLimit: -1, throttlingBurstLimit: -1 }), nothing],
    [
      'throttling that a template hides',
      methods('*/*', { throttlingRateLimit: { Ref: 'Rate' } }),
      'stage/throttling unknown',
    ],
    ['detailed metrics', methods('*/*', { metricsEnabled: true }), 'stage/metrics behaviour-changes'],
    ['no detailed metrics', methods('*/*', { metricsEnabled: false }), nothing],
    ['execution logs', methods('*/*', { loggingLevel: 'INFO' }), 'stage/execution-logs dropped'],
    [
      'whole requests in logs',
      methods('*/*', { loggingLevel: 'OFF', dataTraceEnabled: true }),
      'stage/execution-logs dropped',
    ],
    ['no execution logs', methods('*/*', { loggingLevel: 'OFF', dataTraceEnabled: false }), nothing],
    ['cached methods', methods('a/GET', { cachingEnabled: true, cacheTtlInSeconds: 60 }), 'stage/cache dropped'],
    ['methods without cache', methods('a/GET', { cachingEnabled: false, cacheTtlInSeconds: 60 }), nothing],
    ['a new setting of methods', methods('a/GET', { shieldEnabled: true }), 'unrecognised/extension unknown'],
    [
      'an access log that stays',
      { stage: { accessLogSettings: { format: '$context.requestId', destinationArn: 'arn:aws:logs:x' } } },
      'access-logs/format carried',
    ],
    [
      'an access log with other variables',
      { stage: { accessLogSettings: { format: '$context.requestId $context.xrayTraceId' } } },
      'access-logs/format behaviour-changes',
    ],
    [
      'an access log to Firehose',
      { stage: { accessLogSettings: { format: '$context.requestId', destinationArn: 'arn:aws:firehose:x' } } },
      'access-logs/firehose dropped',
    ],
    [
      'an access log that is too long',
      { stage: { accessLogSettings: { format: `$context.requestId ${'x'.repeat(1100)}` } } },
      'access-logs/too-long dropped',
    ],
    [
      'an access log that a template hides',
      { stage: { accessLogSettings: { format: { Ref: 'Format' } } } },
      'access-logs/format unknown',
    ],
    ['a usage plan', plan({ name: 'partners' }), 'usage-plans/keys dropped'],
    ['a rate of a usage plan', { usagePlans: [{ throttle: { rateLimit: 5 } }] }, 'usage-plans/limits blocked'],
    ['a quota', { usagePlans: [{ quota: { limit: 5, period: 'DAY' } }] }, 'usage-plans/limits blocked'],
    ['API keys', { apiKeys: { count: 2 } }, 'usage-plans/keys dropped'],
    ['no API keys', { apiKeys: { count: 0 } }, nothing],
    ['a domain', domain({}), 'domains/carried carried'],
    ['documentation', { documentation: { version: '1' } }, 'settings/documentation dropped'],
    ['user pools', { userPools: [{ arn: 'arn:x', clients: [] }] }, nothing],
    ['the account', { account: { cloudwatchRoleArn: 'x', throttleSettings: { rateLimit: 5 } } }, nothing],
    ['usage', { usage: { count: 5 } }, nothing],
    [
      'what could not be read',
      { unknown: [{ part: 'domains', reason: 'AccessDenied', permission: 'apigateway:GET' }] },
      'settings/unread unknown',
    ],
    ['an authorizer of no method', { authorizers: [{ name: 'old', type: 'TOKEN' }] }, 'authorizers/unused dropped'],
    ['a validator of no method', { requestValidators: [{ name: 'all', validateRequestBody: true }] }, nothing],
    [
      'a gateway response',
      { gatewayResponses: [{ responseType: 'DEFAULT_4XX', statusCode: '404', defaultResponse: false }] },
      'gateway-responses/custom blocked',
    ],
    [
      'a gateway response of AWS',
      { gatewayResponses: [{ responseType: 'DEFAULT_4XX', defaultResponse: true }] },
      nothing,
    ],
    ['a VPC link that nobody uses', { vpcLinks: [{ id: 'other', version: 1 }] }, nothing],
    ['a part that a template hides whole', { stage: { Ref: 'Stage' } }, 'unrecognised/extension unknown'],
  ])('%s', async (_name, settings, ends) => {
    expect(around(await converted(settings)).map(short)).toEqual([ends]);
  });

  it.each<[name: string, more: JsonObject, ends: string]>([
    ['regional', { endpointConfiguration: { types: ['REGIONAL'] } }, 'domains/carried carried'],
    ['edge-optimized', { endpointConfiguration: { types: ['EDGE'] } }, 'domains/edge replaced'],
    ['private', { endpointConfiguration: { types: ['PRIVATE'] } }, 'domains/private blocked'],
    ['of a hidden kind', { endpointConfiguration: { types: [{ Ref: 'Kind' }] } }, 'domains/private unknown'],
    ['with TLS 1.2', { securityPolicy: 'TLS_1_2' }, 'domains/carried carried'],
    ['with TLS 1.0', { securityPolicy: 'TLS_1_0' }, 'settings/tls-minimum behaviour-changes'],
    ['with a policy of its own', { securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' }, 'domains/tls-policy blocked'],
    ['with a hidden policy', { securityPolicy: { Ref: 'Tls' } }, 'domains/tls-policy unknown'],
    ['with mutual TLS', { mutualTlsAuthentication: { truststoreUri: 's3://x/y' } }, 'domains/mutual-tls carried'],
    ['with routing rules', { routingMode: 'ROUTING_RULE_ONLY' }, 'domains/routing-rules blocked'],
    ['without routing rules', { routingMode: 'BASE_PATH_MAPPING_ONLY' }, nothing],
    ['with a mapping', { mappings: [{ basePath: '(none)', stage: 'prod' }] }, 'domains/mapping rewritten'],
    ['with something new', { guard: 'x' }, 'unrecognised/extension unknown'],
  ])('a domain %s', async (_name, more, ends) => {
    expect(around(await converted(domain(more))).map(short)).toEqual(['domains/carried carried', ends]);
  });

  it('limits of a usage plan bind nobody where no method asks for a key', async () => {
    const settings = { usagePlans: [{ throttle: { rateLimit: 5 }, quota: { limit: 5 } }], apiKeys: { count: 4 } };
    const open = { '/a': { get: method(lambda()) } };
    expect(around(await converted(settings, { paths: open })).map(short)).toEqual([nothing, nothing, nothing]);
  });

  it('a throttle for a method in a usage plan counts by itself', async () => {
    const settings = plan({ apiStages: [{ apiId: 'x', stage: 'y', throttle: { '/a/GET': { rateLimit: 1 } } }] });
    expect(around(await converted(settings)).map(short)).toEqual([
      'usage-plans/keys dropped',
      'usage-plans/limits blocked',
    ]);
  });
});

const statement = (arn: string) => ({ Effect: 'Allow', Condition: { ArnLike: { 'AWS:SourceArn': arn } } });
const policy = (...arns: string[]) => JSON.stringify({ Statement: arns.map(statement) });
const ours = 'arn:aws:execute-api:eu-west-1:111122223333:api1/*/GET/a';

describe('the policy of a function', () => {
  it.each<[name: string, policy: string | null | JsonObject, ends: string, says: string]>([
    [
      'that names this API needs a statement for the new one',
      policy(ours),
      'lambda/permission replaced',
      'arn:aws:execute-api:eu-west-1:111122223333:HTTP_API_ID/*',
    ],
    ['that names another API says nothing of this one', policy(ours.replace('api1', 'api2')), nothing, 'No statement'],
    ['that names a bucket says nothing of this one', policy('arn:aws:s3:::api1'), nothing, 'No statement'],
    ['that is not there needs nothing', null, nothing, 'No statement'],
    ['that cannot be read is unknown', '{"Statement"', 'lambda/permission unknown', 'cannot be read'],
    ['that a template hides is unknown', { Ref: 'Policy' }, 'lambda/permission unknown', 'cannot be read'],
  ])('%s', async (_name, text, ends, says) => {
    const settings = { restApi: { id: 'api1' }, functions: [{ arn: 'arn:aws:lambda:x', policy: text }] };
    const entry = around(await converted(settings)).find(({ construct }) => construct.at.includes('/functions/'));
    expect(entry && short(entry)).toBe(ends);
    expect(entry?.message).toContain(says);
  });
});

describe('what shields methods holds them back until it is accepted', () => {
  it.each<[rule: RuleId, settings: JsonObject, options: Case, staying: string[]]>([
    ['stage/web-acl', { stage: { webAclArn: 'arn:x' } }, {}, ['GET /a', 'ANY /b/{id}']],
    ['settings/resource-policy', { restApi: { policy: '{"Statement":[1]}' } }, {}, ['GET /a', 'ANY /b/{id}']],
    [
      'settings/contradiction',
      { restApi: { minimumCompressionSize: 5 } },
      {
        root: { 'x-amazon-apigateway-minimum-compression-size': 9 },
        decisions: { accept: [{ rule: 'settings/compression', reason: 'test' }] },
      },
      ['GET /a', 'ANY /b/{id}'],
    ],
    ['unrecognised/extension', { stage: { shield: 'x' } }, {}, ['GET /a', 'ANY /b/{id}']],
    ['stage/client-certificate', { stage: { clientCertificateId: 'c' } }, { paths: withBackend }, ['GET /c']],
    [
      'usage-plans/limits',
      { usagePlans: [{ quota: { limit: 1 } }] },
      { decisions: { accept: [{ rule: 'access/api-key', reason: 'test' }] } },
      ['POST /a'],
    ],
  ])('%s', async (rule, settings, options, staying) => {
    const accept = options.decisions?.accept ?? [];
    const open = keysOf(await converted(settings, options));
    expect(staying.filter((key) => open.includes(key))).toEqual([]);
    const decisions = { accept: [...accept, { rule, reason: 'test' }] };
    const accepted = await converted(settings, { ...options, decisions });
    expect(keysOf(accepted)).toEqual(expect.arrayContaining(staying));
  });

  it.each<[name: string, settings: JsonObject]>([
    ['limits of usage plans, where a method asks for no key', { usagePlans: [{ quota: { limit: 1 } }] }],
    ['what is new around domains', domain({ guard: 'x' })],
    ['what could not be read', { unknown: [{ part: 'domains', reason: 'AccessDenied' }] }],
  ])('but not %s', async (_name, settings) => {
    expect(keysOf(await converted(settings))).toEqual(expect.arrayContaining(['GET /a', 'ANY /b/{id}']));
  });
});

const lambdaAuthorizer = { type: 'token', authorizerUri: 'arn:aws:lambda:x', authorizerResultTtlInSeconds: 60 };
const defined: Case = {
  root: {
    'x-amazon-apigateway-policy': { Statement: [{ Action: 'execute-api:Invoke', Resource: ['execute-api:/*'] }] },
    'x-amazon-apigateway-binary-media-types': ['image/png', 'image/gif'],
    'x-amazon-apigateway-minimum-compression-size': 9,
    'x-amazon-apigateway-endpoint-configuration': { disableExecuteApiEndpoint: true, vpcEndpointIds: ['vpce-1'] },
    'x-amazon-apigateway-request-validators': { all: { validateRequestBody: true, validateRequestParameters: false } },
    'x-amazon-apigateway-gateway-responses': {
      DEFAULT_5XX: { statusCode: 500, responseParameters: { 'gatewayresponse.header.X': "'1'" } },
    },
    components: { securitySchemes: { ...securitySchemes, token: scheme('Authorization', lambdaAuthorizer) } },
  },
};
const live = {
  id: 'a1',
  name: 'token',
  type: 'TOKEN',
  authorizerUri: 'arn:aws:lambda:x',
  identitySource: 'method.request.header.Authorization',
  authorizerResultTtlInSeconds: 60,
};
const livePolicy = JSON.stringify({
  Statement: { Action: ['execute-api:Invoke'], Resource: 'arn:aws:execute-api:eu-west-1:111122223333:api1/*' },
});

describe('what the definition says too counts once', () => {
  it.each<[name: string, settings: JsonObject]>([
    ['a policy, in whole ARNs', { restApi: { policy: livePolicy } }],
    ['a policy with escaped quotes', { restApi: { policy: livePolicy.replaceAll('"', '\\"') } }],
    ['media types in another order', { restApi: { binaryMediaTypes: ['image/gif', 'image/png'] } }],
    ['compression', { restApi: { minimumCompressionSize: 9 } }],
    ['the default endpoint', { restApi: { disableExecuteApiEndpoint: true } }],
    [
      'a validator',
      { requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: false }] },
    ],
    [
      'a gateway response',
      {
        gatewayResponses: [
          { responseType: 'DEFAULT_5XX', statusCode: '500', responseParameters: { 'gatewayresponse.header.X': "'1'" } },
        ],
      },
    ],
    ['an authorizer', { authorizers: [live] }],
    ['an authorizer of which a template hides a part', { authorizers: [{ ...live, authorizerUri: { Ref: 'Uri' } }] }],
  ])('%s', async (_name, settings) => {
    expect(around(await converted(settings, defined))).toEqual([]);
  });

  it.each<[name: string, settings: JsonObject, says: string]>([
    ['the policy', { restApi: { policy: '{"Statement":[]}' } }, 'resource-policy'],
    ['media types', { restApi: { binaryMediaTypes: ['*/*'] } }, 'binary-media-types'],
    ['the default endpoint', { restApi: { disableExecuteApiEndpoint: false } }, 'disable-execute-api-endpoint'],
    [
      'VPC endpoints',
      { restApi: { endpointConfiguration: { types: ['PRIVATE'], vpcEndpointIds: ['vpce-2'] } } },
      'endpoint-configuration',
    ],
    [
      'a validator',
      { requestValidators: [{ name: 'all', validateRequestBody: true, validateRequestParameters: true }] },
      'all (validateRequestParameters)',
    ],
    [
      'a gateway response',
      { gatewayResponses: [{ responseType: 'DEFAULT_5XX', statusCode: '503' }] },
      'DEFAULT_5XX (statusCode, responseParameters)',
    ],
    [
      'an authorizer',
      { authorizers: [{ name: 'token', type: 'REQUEST', authorizerUri: 'arn:aws:lambda:y' }] },
      'token (type, authorizerUri, authorizerResultTtlInSeconds)',
    ],
  ])('and is a finding where the two contradict each other: %s', async (_name, settings, says) => {
    const found = around(await converted(settings, defined));
    expect(found.map(short)).toEqual(['settings/contradiction unknown']);
    expect(found[0]?.message).toContain(says);
  });
});

describe('the stage of the HTTP API', () => {
  const stage = {
    stageName: 'prod',
    variables: { table: 'orders' },
    methodSettings: {
      '*/*': { throttlingRateLimit: 100, throttlingBurstLimit: 50, metricsEnabled: true },
      'a/GET': { throttlingRateLimit: 5, metricsEnabled: false },
      '~1b~1{id}/*': { throttlingBurstLimit: 3 },
      'a/POST': { throttlingRateLimit: 1 },
    },
    accessLogSettings: { format: '$context.requestId $context.resourcePath', destinationArn: 'arn:aws:logs:x:*' },
    tags: { team: 'a', 'aws:stack': 'b' },
  };

  it('has names, variables, limits by route key, logs and tags; only of routes that move', async () => {
    const restApi = { endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'dualstack' }, tags: { cost: 'c' } };
    expect((await converted({ stage, restApi })).stage).toEqual({
      name: 'prod',
      stageVariables: { table: 'orders' },
      defaultRouteSettings: { throttlingRateLimit: 100, throttlingBurstLimit: 50, detailedMetricsEnabled: true },
      routeSettings: {
        'GET /a': { throttlingRateLimit: 5, detailedMetricsEnabled: false },
        'ANY /b/{id}': { throttlingBurstLimit: 3 },
      },
      accessLog: { format: '$context.requestId $context.routeKey', destinationArn: 'arn:aws:logs:x' },
      tags: { team: 'a' },
      api: { ipAddressType: 'dualstack', tags: { cost: 'c' } },
    });
  });

  it('is unknown where nobody told of a stage', async () => {
    expect((await converted({ restApi: { id: 'x' } })).stage).toBeUndefined();
    expect((await converted(undefined)).stage).toBeUndefined();
  });
});

it('the default endpoint stays closed', async () => {
  const { httpApi } = await converted({ restApi: { disableExecuteApiEndpoint: true } });
  expect(httpApi.disableExecuteApiEndpoint).toBe(true);
});

const link = (balancers: JsonObject[], version = 2): JsonObject => ({
  vpcLinks: [{ id: linkId, version, loadBalancers: balancers }],
});

describe('a VPC link', () => {
  it('of version 2 to a load balancer with one listener needs no decision', async () => {
    const conversion = await converted(link([{ arn: target, listeners: [{ arn: listener }] }]), { paths: withLink });
    expect(around(conversion).map(short)).toEqual(['vpc-link/known carried']);
    expect(conversion.httpApi.routes.find(({ integration }) => integration.kind === 'http-proxy')).toMatchObject({
      integration: { uri: { text: listener }, vpcLinkId: { text: linkId } },
    });
    expect(conversion.questions.filter(({ id }) => id.startsWith('vpc-link'))).toEqual([]);
  });

  it.each<[name: string, settings: JsonObject, asks: string]>([
    ['with several listeners', link([{ arn: target, listeners: [{ arn: listener }, { arn: 'arn:two' }] }]), 'arn:two'],
    ['to another load balancer', link([{ arn: 'arn:other', name: 'other', listeners: [{ arn: 'x' }] }]), 'other'],
    ['of version 1', link([{ arn: target, name: 'inside', listeners: [{ arn: listener }] }], 1), 'inside'],
    [
      'of version 1 with nothing but its target',
      { vpcLinks: [{ id: linkId, version: 1, targetArns: [target] }] },
      'leads to inside',
    ],
  ])('%s asks, and names what is known', async (_name, settings, asks) => {
    const { ledger, questions } = await converted(settings, { paths: withLink });
    expect(ledger.some(({ rule }) => rule === 'vpc-link/needs-decision')).toBe(true);
    expect(questions.find(({ id }) => id === `vpc-link:${linkId}`)?.question).toContain(asks);
  });
});

describe('questions', () => {
  const ids = ({ questions }: Conversion) => questions.map(({ id }) => id);

  it('are all asked without settings', async () => {
    expect(ids(await converted(undefined))).toEqual([
      'rest-api',
      'stages',
      'gateway-responses',
      'domains',
      'usage-plans',
    ]);
  });

  it.each<[part: string, value: JsonObject | JsonObject[], answered: string]>([
    ['restApi', { id: 'x' }, 'rest-api'],
    ['stage', { stageName: 'x' }, 'stages'],
    ['gatewayResponses', [], 'gateway-responses'],
    ['domains', [], 'domains'],
    ['usagePlans', [], 'usage-plans'],
  ])('%s answers its own', async (part, value, answered) => {
    const all = ids(await converted(undefined));
    expect(ids(await converted({ [part]: value }))).toEqual(all.filter((id) => id !== answered));
  });

  it('stay with the reason where a part could not be read', async () => {
    const unknown = [{ part: 'stage.webAclArn', reason: 'AccessDenied', permission: 'wafv2:GetWebACLForResource' }];
    const { questions } = await converted({ stage: { stageName: 'x' }, unknown });
    expect(questions.find(({ id }) => id === 'stages')?.question).toMatch(
      /stage\.webAclArn could not be read: AccessDenied, permission wafv2:GetWebACLForResource/,
    );
  });

  it('about an audience offer the app clients, and decide nothing', async () => {
    const pool = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_pool';
    const settings = { userPools: [{ arn: pool, clients: [{ id: 'c1', name: 'web' }, { id: 'c2' }] }] };
    const guarded = { '/a': { get: method(lambda(), { security: [{ cognito: [] }] }) } };
    const { questions, ledger } = await converted(settings, { paths: guarded });
    expect(questions.find(({ id }) => id === 'audience:cognito')?.question).toContain('c1 (web), c2');
    expect(ledger.some(({ rule, outcome }) => rule === 'authorizers/cognito-audience' && outcome === 'blocked')).toBe(
      true,
    );
  });
});
