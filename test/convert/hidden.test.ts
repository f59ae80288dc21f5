import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import {
  converted,
  entriesOf,
  httpProxy,
  keysOf,
  lambda,
  lambdaUri,
  method,
  preflight,
  scheme,
  securitySchemes,
} from './definition.js';

/** Definitions that hide something. Nothing of them may move as if what is hidden were not there. */

const condition = { 'Fn::If': ['Guarded', [{ token: [] }], []] };
const any = 'x-amazon-apigateway-any-method';

describe('who may call is hidden', () => {
  it.each<[name: string, security: unknown]>([
    ['a condition', condition],
    ['an object instead of a list', { token: [] }],
    ['a text in the list', ['token']],
    ['null in the list', [null]],
    ['a text', '${security}'],
    ['a number', 5],
    ['a condition in the list', [{ Ref: 'Security' }]],
    ['scopes by a condition', [{ cognito: { 'Fn::If': ['C', ['a'], []] } }]],
    ['a scope by reference', [{ cognito: [{ Ref: 'Scope' }] }]],
    ['other scopes in each alternative', [{ cognito: ['admin'] }, { cognito: ['user'] }]],
    ['scopes in one alternative only', [{ cognito: ['admin'] }, { cognito: [] }]],
  ])('by %s', async (_, security) => {
    const decisions = { authorizers: { cognito: { audience: ['c'] } } };
    const conversion = await converted({ '/a': { get: method(lambda(), { security } as JsonObject) } }, decisions);
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.verdict).toBe('unknown');
  });

  it('null means nothing, so the root counts', async () => {
    const { httpApi } = await converted(
      { '/a': { get: method(lambda(), { security: null }) } },
      {},
      { security: [{ token: [] }] },
    );
    expect(httpApi.routes[0]?.authorization).toMatchObject({ kind: 'authorizer', name: 'token' });
  });

  it('at the root, by a condition', async () => {
    expect(keysOf(await converted({ '/a': { get: method(lambda()) } }, {}, { security: condition }))).toEqual([]);
  });

  it.each(['AWS_IAM', ['AWS_IAM']])('x-amazon-apigateway-auth as %j', async (auth) => {
    expect(keysOf(await converted({ '/a': { get: method(lambda(), { 'x-amazon-apigateway-auth': auth }) } }))).toEqual(
      [],
    );
  });

  it('beside the methods of a path', async () => {
    const paths = {
      '/a': { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' }, get: method(lambda()) },
      '/b': { get: method(lambda()) },
    };
    expect(keysOf(await converted(paths))).toEqual(['GET /b']);
  });

  it('in an item that two paths refer to', async () => {
    const item = { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' }, get: method(lambda()) };
    const paths = { '/a': { $ref: '#/x-items/one' }, '/b': { $ref: '#/x-items/one' } };
    expect(keysOf(await converted(paths, {}, { 'x-items': { one: item } }))).toEqual([]);
  });
});

describe('the endpoint is hidden', () => {
  const endpoint = (configuration: unknown) => ({
    servers: [{ url: 'https://x', 'x-amazon-apigateway-endpoint-configuration': configuration }],
  });
  it.each<[name: string, configuration: unknown]>([
    ['a condition', { 'Fn::If': ['P', { vpcEndpointIds: ['vpce-1'] }, {}] }],
    ['a list', [{ vpcEndpointIds: ['vpce-1'] }]],
    ['an unknown key', { mode: 'x' }],
    ['a switch by reference', { disableExecuteApiEndpoint: { Ref: 'Off' } }],
  ])('by %s: no route moves', async (_, configuration) => {
    const conversion = await converted({ '/a': { get: method(lambda()) } }, {}, endpoint(configuration) as JsonObject);
    expect(keysOf(conversion)).toEqual([]);
  });

  it.each([true, 'true'])('disableExecuteApiEndpoint: %j is carried', async (value) => {
    const { httpApi } = await converted(
      { '/a': { get: method(lambda()) } },
      {},
      endpoint({ disableExecuteApiEndpoint: value }) as JsonObject,
    );
    expect(httpApi.disableExecuteApiEndpoint).toBe(true);
  });
});

describe('methods are hidden', () => {
  it.each<[name: string, paths: unknown]>([
    ['a verb that does not exist', { '/a': { any: method(lambda()), get: method(lambda()) } }],
    ['a verb in capitals', { '/a': { GET: method(lambda()), get: method(lambda()) } }],
    ['a path without slash', { a: { get: method(lambda()) } }],
    ['a transform in place of paths', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['a transform in a path', { '/a': { 'Fn::Transform': { Name: 'AWS::Include' } } }],
    ['a method without content', { '/a': { get: null } }],
    ['a path without content', { '/a': null }],
    ['a reference to nowhere', { '/a': { $ref: '#/x-missing' } }],
    ['a reference in place of paths', { Ref: 'Paths' }],
  ])('by %s: that is unknown', async (_, paths) => {
    const conversion = await converted(paths as JsonObject);
    expect(entriesOf(conversion, 'unrecognised/extension').length).toBeGreaterThan(0);
    expect(conversion.verdict).toBe('unknown');
  });

  it('by a transform of the whole document: no route moves', async () => {
    const conversion = await converted(
      { '/a': { get: method(lambda()) } },
      {},
      { 'Fn::Transform': { Name: 'AWS::Include' } },
    );
    expect(keysOf(conversion)).toEqual([]);
  });

  it.each<[name: string, paths: JsonObject]>([
    [
      'names of variables only',
      { '/u/{id}': { get: method(lambda(), { security: [{ token: [] }] }) }, '/u/{name}': { get: method(lambda()) } },
    ],
    ['a slash at the end', { '/a/': { get: method(lambda()) } }],
  ])('paths that differ in %s do not move', async (_, paths) => {
    expect(keysOf(await converted(paths))).toEqual([]);
  });
});

describe('OPTIONS keeps its guard', () => {
  it('where ANY is written out without it, no open route takes it over', async () => {
    const conversion = await converted({
      '/x/{id}': { [any]: method(lambda(), { security: [{ token: [] }] }) },
      '/x/me': { get: method(lambda()), options: preflight('https://shop.example.com') },
      '/{p}/{q}': { options: method(lambda()) },
    });
    expect(keysOf(conversion)).not.toContain('OPTIONS /{p}/{q}');
  });
});

describe('backends are hidden', () => {
  const link = { connectionType: 'VPC_LINK', connectionId: 'l' };
  const decisions = {
    vpcLinks: { l: { id: 'v', listener: 'arn:aws:elasticloadbalancing:eu-west-1:1:listener/net/a/b/c' } },
  };
  const mapped = { requestParameters: { 'integration.request.path.id': 'method.request.path.id' } };
  it.each<[name: string, uri: unknown]>([
    ['a path that CloudFormation fills in', { 'Fn::Sub': 'http://nlb.example.com/${Env}/{id}' }],
    ['a query that CloudFormation fills in', { 'Fn::Sub': 'http://nlb.example.com/{id}?env=${Env}' }],
    ['a user and password', 'http://user:word@nlb.example.com/{id}'],
    ['a variable in the host', 'http://{id}.example.com/pets'],
    ['a parameter that stands twice', 'http://nlb.example.com/{id}?a=1&a=2'],
    ['a parameter without a value', 'http://nlb.example.com/{id}?flag'],
    ['an encoded slash', 'http://nlb.example.com/a%2Fb/{id}'],
    ['a broken percent sequence', 'http://nlb.example.com/100%/{id}'],
    ['an encoded expression', 'http://nlb.example.com/{id}?a=%24%7Brequest.header.x%7D'],
    ['more than a mapping holds', `http://nlb.example.com/{id}/${'a'.repeat(512)}`],
    ['no address at all', 'nlb.example.com/{id}'],
  ])('the path of a private integration, by %s', async (_, uri) => {
    const conversion = await converted(
      { '/pets/{id}': { get: method(httpProxy({ ...link, ...mapped, uri } as JsonObject)) } },
      decisions,
    );
    expect(keysOf(conversion)).toEqual([]);
    expect(entriesOf(conversion, 'vpc-link/path-hidden')).toHaveLength(1);
  });

  it.each<[name: string, uri: unknown]>([
    ['an address that may hold a part of the path', '${stageVariables.url}/pets/{id}'],
    ['a host that may hold a part of the path', 'http://${stageVariables.host}/pets/{id}'],
    ['an address by Fn::Sub', { 'Fn::Sub': '${Url}/pets/{id}' }],
  ])('the path of a private integration, by %s: somebody has to decide', async (_, uri) => {
    const paths = { '/pets/{id}': { get: method(httpProxy({ ...link, ...mapped, uri } as JsonObject)) } };
    const conversion = await converted(paths, decisions);
    expect(keysOf(conversion)).toEqual([]);
    expect(entriesOf(conversion, 'vpc-link/needs-decision')).toHaveLength(1);
    const { httpApi } = await converted(paths, { vpcLinks: { l: { ...decisions.vpcLinks.l, basePath: '/base/' } } });
    expect(httpApi.routes[0]?.integration).toMatchObject({
      requestParameters: { 'overwrite:path': '/base/pets/${request.path.id}' },
    });
  });

  it.each(['arn:aws:iam::*:user/*', 'arn:${AWS::Partition}:iam::*:user/*'])(
    'the credentials of the caller: %s',
    async (credentials) => {
      expect(keysOf(await converted({ '/a': { get: method(lambda({ credentials })) } }))).toEqual([]);
      expect(keysOf(await converted({ '/a': { get: method(httpProxy({ credentials })) } }))).toEqual([]);
    },
  );

  it('a path variable that the authorizer fills is not filled by the caller', async () => {
    const integration = httpProxy({
      uri: 'https://backend.example.com/users/{id}',
      requestParameters: { 'integration.request.path.id': 'context.authorizer.sub' },
    });
    const accept = [{ rule: 'http-proxy/mapping-without-counterpart' as const, reason: 'test' }];
    expect(keysOf(await converted({ '/users/{id}': { get: method(integration) } }, { accept }))).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['a verb by reference', { httpMethod: { Ref: 'Verb' } }],
    ['a time-out out of range', { timeoutInMillis: 10 }],
    [
      'a mapping by Fn::Sub',
      { requestParameters: { 'integration.request.header.X': { 'Fn::Sub': 'stageVariables.${V}' } } },
    ],
    ['a certificate check by reference', { tlsConfig: { insecureSkipVerification: { Ref: 'Skip' } } }],
  ])('%s is unknown or blocked', async (_, more) => {
    expect(keysOf(await converted({ '/a': { get: method(httpProxy(more)) } }))).toEqual([]);
  });

  it('a verb that a placeholder hides keeps its letter case', async () => {
    const { httpApi } = await converted({ '/a': { get: method(httpProxy({ httpMethod: '${http_verb}' })) } });
    expect(httpApi.routes[0]?.integration).toMatchObject({ method: '${http_verb}' });
  });
});

describe('what a preflight allows is hidden', () => {
  const mock = (responses: JsonObject, requestTemplates: JsonObject = {}) => ({
    '/a': { options: method({ type: 'mock', requestTemplates, responses }) },
  });
  const origin = (value: string) => ({
    responseParameters: { 'method.response.header.Access-Control-Allow-Origin': `'${value}'` },
  });
  it.each<[name: string, paths: JsonObject]>([
    ['an origin with a wildcard inside', mock({ default: origin('https://*.example.com') })],
    ['two origins in one', mock({ default: origin('https://a.com,https://b.com') })],
    ['another origin for another answer', mock({ default: origin('https://a.com'), '4\\d{2}': origin('*') })],
    ['a template that decides', mock({ default: origin('https://a.com') }, { 'application/json': '#if($x)#end' })],
  ])('%s: the user decides', async (_, paths) => {
    const conversion = await converted(paths);
    expect(conversion.httpApi.cors).toBeUndefined();
    expect(entriesOf(conversion, 'cors/differs')[0]?.outcome).toBe('blocked');
  });
});

describe('issuers that no template engine could fill in are not made up', () => {
  it.each<[string, unknown]>([
    [
      'Fn::ImportValue',
      { 'Fn::Join': ['', ['arn:aws:cognito-idp:eu-west-1:1:userpool/', { 'Fn::ImportValue': 'Pool' }]] },
    ],
    ['variables of its own', { 'Fn::Sub': ['arn:aws:cognito-idp:eu-west-1:1:userpool/${P}', { P: 'x' }] }],
  ])('%s', async (_, arn) => {
    const own = scheme('Authorization', { type: 'cognito_user_pools', providerARNs: [arn as JsonObject] });
    const root = { components: { securitySchemes: { ...securitySchemes, own } } };
    const paths = { '/a': { get: method(lambda(), { security: [{ own: ['s'] }] }) } };
    expect(keysOf(await converted(paths, { authorizers: { own: { audience: ['c'] } } }, root))).toEqual([]);
  });
});

it('without identity source there is nothing to cache by', async () => {
  const own = scheme('X', { type: 'request', authorizerUri: lambdaUri });
  const root = { components: { securitySchemes: { own } } };
  const { httpApi } = await converted({ '/a': { get: method(lambda(), { security: [{ own: [] }] }) } }, {}, root);
  expect(httpApi.authorizers[0]).toMatchObject({ ttl: 0, identitySources: [] });
});
