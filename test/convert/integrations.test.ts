import { describe, expect, it } from 'vitest';
import type { JsonObject, Outcome, RuleId } from '../../src/model/index.js';
import { converted, httpProxy, keysOf, lambda, method } from './definition.js';

interface Case {
  name: string;
  integration: JsonObject;
  rule: RuleId;
  outcome: Outcome;
  moves: boolean;
}

const service = 'arn:aws:apigateway:us-east-1:dynamodb:action/GetItem';

describe('what becomes of an integration', () => {
  it.each<Case>([
    {
      name: 'Lambda proxy',
      integration: lambda(),
      rule: 'lambda/payload-1',
      outcome: 'behaviour-changes',
      moves: true,
    },
    {
      name: 'Lambda proxy by placeholder',
      integration: lambda({ uri: '${orders_arn}' }),
      rule: 'lambda/payload-1',
      outcome: 'behaviour-changes',
      moves: true,
    },
    {
      name: 'Lambda proxy by CloudFormation function',
      integration: lambda({ uri: { 'Fn::GetAtt': ['Orders', 'Arn'] } }),
      rule: 'lambda/payload-1',
      outcome: 'behaviour-changes',
      moves: true,
    },
    {
      name: 'Lambda proxy by a bare word',
      integration: lambda({ uri: 'OrdersFunction' }),
      rule: 'integrations/unknown-target',
      outcome: 'unknown',
      moves: false,
    },
    {
      name: 'Lambda proxy that streams',
      integration: lambda({ responseTransferMode: 'STREAM' }),
      rule: 'lambda/streaming',
      outcome: 'blocked',
      moves: false,
    },
    {
      name: 'Lambda proxy over 30 s',
      integration: lambda({ timeoutInMillis: 60000 }),
      rule: 'integrations/timeout',
      outcome: 'blocked',
      moves: false,
    },
    {
      name: 'Lambda proxy at 30 s',
      integration: lambda({ timeoutInMillis: 30000 }),
      rule: 'lambda/payload-1',
      outcome: 'behaviour-changes',
      moves: true,
    },
    {
      name: 'Lambda proxy with the credentials of the caller',
      integration: lambda({ credentials: 'arn:aws:iam::*:user/*' }),
      rule: 'integrations/caller-credentials',
      outcome: 'unknown',
      moves: false,
    },
    {
      name: 'Lambda non-proxy',
      integration: lambda({ type: 'AWS' }),
      rule: 'lambda/non-proxy',
      outcome: 'blocked',
      moves: false,
    },
    {
      name: 'AWS service',
      integration: { type: 'aws', httpMethod: 'POST', uri: service },
      rule: 'services/integration',
      outcome: 'blocked',
      moves: false,
    },
    {
      name: 'HTTP proxy',
      integration: httpProxy(),
      rule: 'http-proxy/integration',
      outcome: 'behaviour-changes',
      moves: true,
    },
    {
      name: 'HTTP non-proxy',
      integration: httpProxy({ type: 'http' }),
      rule: 'http-proxy/non-proxy',
      outcome: 'blocked',
      moves: false,
    },
    { name: 'mock', integration: { type: 'mock' }, rule: 'mock/integration', outcome: 'blocked', moves: false },
    {
      name: 'a type that does not exist',
      integration: { type: 'lambda' },
      rule: 'integrations/unknown-type',
      outcome: 'unknown',
      moves: false,
    },
  ])('$name: $rule, $outcome', async ({ integration, rule, outcome, moves }) => {
    const conversion = await converted({ '/orders': { get: method(integration) } });
    const entry = conversion.ledger.find(({ construct }) => construct.kind === 'integration');
    expect(entry).toMatchObject({ rule, outcome });
    expect(keysOf(conversion)).toEqual(moves ? ['GET /orders'] : []);
  });

  it('a method without integration stays', async () => {
    const conversion = await converted({ '/orders': { get: { responses: {} } } });
    expect(conversion.ledger.find(({ construct }) => construct.kind === 'operation')).toMatchObject({
      rule: 'routes/no-integration',
      outcome: 'blocked',
    });
  });

  it('a timeout that exports omit is written out', async () => {
    const { httpApi } = await converted({ '/orders': { get: method(lambda()) } });
    expect(httpApi.routes[0]?.integration).toMatchObject({ timeoutInMillis: 29_000, payloadFormatVersion: '1.0' });
  });

  it('payload format 2.0 is a decision', async () => {
    const conversion = await converted({ '/orders': { get: method(lambda()) } }, { payloadFormat: '2.0' });
    expect(conversion.httpApi.routes[0]?.integration).toMatchObject({ payloadFormatVersion: '2.0' });
    expect(conversion.ledger.some(({ rule }) => rule === 'lambda/payload-2')).toBe(true);
  });
});

describe('what becomes of a mapping of an HTTP proxy', () => {
  const cases: { name: string; key: string; value: string; rule: RuleId; written?: Record<string, string> }[] = [
    {
      name: 'same header',
      key: 'header.X-Trace',
      value: 'method.request.header.x-trace',
      rule: 'http-proxy/passes-anyway',
      written: {},
    },
    {
      name: 'other header',
      key: 'header.X-B',
      value: 'method.request.header.X-A',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-B': '$request.header.X-A' },
    },
    {
      name: 'same query parameter',
      key: 'querystring.q',
      value: 'method.request.querystring.q',
      rule: 'http-proxy/passes-anyway',
      written: {},
    },
    {
      name: 'query parameter in other case',
      key: 'querystring.q',
      value: 'method.request.querystring.Q',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:querystring.q': '$request.querystring.Q' },
    },
    {
      name: 'constant',
      key: 'header.X-Stage',
      value: "'prod'",
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-Stage': 'prod' },
    },
    {
      name: 'constant with a placeholder',
      key: 'header.X-Env',
      value: "'${env}'",
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-Env': '${env}' },
    },
    {
      name: 'constant that reads as an expression',
      key: 'header.X-A',
      value: "'$request.path'",
      rule: 'http-proxy/mapping-without-counterpart',
    },
    {
      name: 'context',
      key: 'header.X-Id',
      value: 'context.requestId',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-Id': '$context.requestId' },
    },
    {
      name: 'what the authorizer says',
      key: 'header.X-Who',
      value: 'context.authorizer.user',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-Who': '$context.authorizer.user' },
    },
    {
      name: 'context that HTTP APIs lack',
      key: 'header.X-R',
      value: 'context.resourcePath',
      rule: 'http-proxy/mapping-without-counterpart',
    },
    {
      name: 'stage variable',
      key: 'header.X-S',
      value: 'stageVariables.tier',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-S': '$stageVariables.tier' },
    },
    {
      name: 'body',
      key: 'header.X-U',
      value: 'method.request.body.user.id',
      rule: 'http-proxy/parameter-mapping',
      written: { 'overwrite:header.X-U': '$request.body.user.id' },
    },
    {
      name: 'repeated values',
      key: 'header.X-L',
      value: 'method.request.multivalueheader.X-M',
      rule: 'http-proxy/mapping-without-counterpart',
    },
    {
      name: 'Authorization as it is',
      key: 'header.Authorization',
      value: 'method.request.header.Authorization',
      rule: 'http-proxy/passes-anyway',
      written: {},
    },
    {
      name: 'Authorization from elsewhere',
      key: 'header.Authorization',
      value: "'Basic abc'",
      rule: 'http-proxy/reserved-header',
    },
    {
      name: 'a reserved header',
      key: 'header.X-Amzn-Trace-Id',
      value: 'context.xrayTraceId',
      rule: 'http-proxy/reserved-header',
    },
  ];
  it.each(cases)('$name: $rule', async ({ key, value, rule, written }) => {
    const requestParameters = { [`integration.request.${key}`]: value };
    const conversion = await converted({ '/orders': { get: method(httpProxy({ requestParameters })) } });
    expect(conversion.ledger.find(({ construct }) => construct.kind === 'parameter-mapping')?.rule).toBe(rule);
    const [route] = conversion.httpApi.routes;
    if (written === undefined) expect(route).toBeUndefined();
    else expect(route?.integration).toMatchObject({ requestParameters: written });
  });
});

describe('path variables of a backend are named after those of the route', () => {
  const path = (from: string, to: string) => ({ [`integration.request.path.${to}`]: `method.request.path.${from}` });
  it.each<
    [name: string, route: string, uri: string, parameters: JsonObject, expected: string | undefined, rule: RuleId]
  >([
    [
      'same name',
      '/orders/{id}',
      'https://b.example.com/o/{id}',
      path('id', 'id'),
      'https://b.example.com/o/{id}',
      'http-proxy/integration',
    ],
    [
      'another name',
      '/orders/{orderId}',
      'https://b.example.com/o/{id}',
      path('orderId', 'id'),
      'https://b.example.com/o/{orderId}',
      'http-proxy/integration',
    ],
    [
      'two that swap names',
      '/{a}/{b}',
      'https://b.example.com/{a}/{b}',
      { ...path('b', 'a'), ...path('a', 'b') },
      'https://b.example.com/{b}/{a}',
      'http-proxy/integration',
    ],
    [
      'greedy',
      '/files/{proxy+}',
      'https://b.example.com/{proxy}',
      path('proxy', 'proxy'),
      'https://b.example.com/{proxy}',
      'http-proxy/integration',
    ],
    [
      'a constant',
      '/orders',
      'https://b.example.com/{tenant}',
      { 'integration.request.path.tenant': "'a b'" },
      'https://b.example.com/a%20b',
      'http-proxy/integration',
    ],
    [
      'a stage variable stays',
      '/orders/{id}',
      'https://${stageVariables.host}/o/{id}',
      path('id', 'id'),
      'https://${stageVariables.host}/o/{id}',
      'http-proxy/integration',
    ],
    [
      'no mapping, but the route has it',
      '/orders/{id}',
      'https://b.example.com/o/{id}',
      {},
      undefined,
      'http-proxy/mapping-without-counterpart',
    ],
    ['nothing fills it', '/orders', 'https://b.example.com/o/{id}', {}, undefined, 'http-proxy/path-variable-unfilled'],
  ])('%s', async (_, route, uri, requestParameters, expected, rule) => {
    const conversion = await converted({ [route]: { get: method(httpProxy({ uri, requestParameters })) } });
    expect(conversion.ledger.find(({ construct }) => construct.kind === 'integration')?.rule).toBe(rule);
    const integration = conversion.httpApi.routes[0]?.integration;
    expect(integration && 'uri' in integration ? integration.uri.text : undefined).toBe(expected);
  });
});

describe('a private integration needs a VPC link V2', () => {
  const uri = 'https://internal.example.com:8443/base/{id}';
  const integration = httpProxy({
    uri,
    connectionType: 'VPC_LINK',
    connectionId: 'link-1',
    requestParameters: { 'integration.request.path.id': 'method.request.path.orderId' },
  });
  const paths = { '/orders/{orderId}': { get: method(integration) } };

  it('asks once for a link, and moves nothing', async () => {
    const conversion = await converted({
      ...paths,
      '/other': { get: method({ ...integration, uri: 'https://internal.example.com/x', requestParameters: {} }) },
    });
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.questions.filter(({ id }) => id === 'vpc-link:link-1')).toHaveLength(1);
    expect(conversion.verdict).toBe('needs-decisions');
  });

  it('goes to the listener that was decided, with the path of the backend', async () => {
    const listener = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/orders/1/2';
    const { httpApi } = await converted(paths, { vpcLinks: { 'link-1': { id: 'vl2', listener } } });
    expect(httpApi.routes[0]?.integration).toMatchObject({
      uri: { text: listener },
      vpcLinkId: { text: 'vl2' },
      serverNameToVerify: 'internal.example.com',
      requestParameters: { 'overwrite:path': '/base/${request.path.orderId}' },
    });
  });
});

describe('what a proxy ignores is dropped without a loss', () => {
  it.each<[string, JsonObject]>([
    ['request templates', { requestTemplates: { 'application/json': '$input.body' } }],
    [
      'responses with headers and templates',
      {
        responses: {
          default: {
            statusCode: '200',
            responseParameters: { 'method.response.header.A': "'b'" },
            responseTemplates: { 'application/json': '' },
          },
        },
      },
    ],
    ['contentHandling', { contentHandling: 'CONVERT_TO_TEXT' }],
  ])('%s', async (_, more) => {
    const conversion = await converted({ '/orders/{id}': { get: method(lambda(more)) } });
    const ignored = conversion.ledger.filter(({ rule }) => rule === 'integrations/ignored-by-proxy');
    expect(ignored.length).toBeGreaterThan(0);
    expect(ignored.every(({ outcome }) => outcome === 'dropped')).toBe(true);
    expect(keysOf(conversion)).toEqual(['GET /orders/{id}']);
  });
});

it('a mapping that was given up does not let the caller set the header', async () => {
  const requestParameters = { 'integration.request.header.X-User': 'context.identity.apiKey' };
  const accept = [{ rule: 'http-proxy/mapping-without-counterpart' as const, reason: 'the backend asks elsewhere' }];
  const { httpApi } = await converted({ '/orders': { get: method(httpProxy({ requestParameters })) } }, { accept });
  expect(httpApi.routes[0]?.integration).toMatchObject({ requestParameters: { 'remove:header.X-User': "''" } });
});
