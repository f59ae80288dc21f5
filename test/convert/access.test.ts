import { describe, expect, it } from 'vitest';
import type { Acceptance, JsonObject, RuleId } from '../../src/model/index.js';
import { converted, entriesOf, keysOf, lambda, lambdaUri, method, scheme, securitySchemes } from './definition.js';

const audience = { authorizers: { cognito: { audience: ['client-1'] } } };
const accept = (rule: RuleId, where?: string): Acceptance => ({ rule, reason: 'agreed', ...(where && { where }) });

describe('each route asks for exactly one thing', () => {
  it.each<[name: string, security: JsonObject[], expected: unknown]>([
    ['nothing', [], { kind: 'none' }],
    ['IAM', [{ sigv4: [] }], { kind: 'iam' }],
    ['a Lambda authorizer', [{ token: [] }], { kind: 'authorizer', name: 'token', scopes: [] }],
    [
      'Cognito with scopes',
      [{ cognito: ['orders/read', 'orders/all'] }],
      { kind: 'authorizer', name: 'cognito', scopes: ['orders/read', 'orders/all'] },
    ],
  ])('%s', async (_, security, expected) => {
    const { httpApi } = await converted({ '/orders': { get: method(lambda(), { security }) } }, audience);
    expect(httpApi.routes[0]?.authorization).toEqual(expected);
  });

  it('x-amazon-apigateway-auth asks for IAM', async () => {
    const { httpApi } = await converted({
      '/orders': { get: method(lambda(), { 'x-amazon-apigateway-auth': { type: 'aws_iam' } }) },
    });
    expect(httpApi.routes[0]?.authorization).toEqual({ kind: 'iam' });
  });

  it('security at the root holds for methods without their own', async () => {
    const paths = { '/a': { get: method(lambda()) }, '/b': { get: method(lambda(), { security: [] }) } };
    const { httpApi } = await converted(paths, {}, { security: [{ token: [] }] });
    expect(httpApi.routes.map(({ authorization }) => authorization.kind)).toEqual(['authorizer', 'none']);
  });
});

describe('what HTTP APIs cannot ask for keeps the route back, until it is accepted by name', () => {
  it.each<[name: string, security: JsonObject[], rule: RuleId]>([
    ['an API key', [{ api_key: [] }], 'access/api-key'],
    ['IAM and an API key, exported as alternatives', [{ sigv4: [] }, { api_key: [] }], 'access/api-key'],
    ['Cognito without scopes', [{ cognito: [] }], 'access/cognito-token-kinds'],
    ['a scheme that is not defined', [{ elsewhere: [] }], 'access/unresolved'],
    ['a scheme without authorizer', [{ bearer: [] }], 'access/unresolved'],
  ])('%s', async (_, security, rule) => {
    const paths = { '/orders': { get: method(lambda(), { security }) } };
    const before = await converted(paths, audience);
    expect(keysOf(before)).toEqual([]);
    expect(entriesOf(before, rule)).toHaveLength(1);
    const elsewhere = await converted(paths, { ...audience, accept: [accept(rule, 'GET /other')] });
    expect(keysOf(elsewhere)).toEqual([]);
    const after = await converted(paths, { ...audience, accept: [accept(rule, 'GET /orders')] });
    expect(keysOf(after)).toEqual(['GET /orders']);
    expect(entriesOf(after, rule)[0]).toMatchObject({ outcome: 'dropped', accepted: { reason: 'agreed' } });
  });

  it('an accepted API key leaves IAM in place', async () => {
    const paths = { '/orders': { get: method(lambda(), { security: [{ sigv4: [] }, { api_key: [] }] }) } };
    const { httpApi } = await converted(paths, { accept: [accept('access/api-key')] });
    expect(httpApi.routes[0]?.authorization).toEqual({ kind: 'iam' });
  });

  it('several authorizers cannot be accepted away', async () => {
    const paths = { '/orders': { get: method(lambda(), { security: [{ token: [] }, { cognito: [] }] }) } };
    const conversion = await converted(paths, {
      ...audience,
      accept: [accept('access/unresolved'), accept('access/several-authorizers')],
    });
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.verdict).toBe('unknown');
  });

  it.each<[string, JsonObject, RuleId]>([
    ['a resource policy', { 'x-amazon-apigateway-policy': { Statement: [] } }, 'settings/resource-policy'],
    ['an extension that nobody knows', { 'x-amazon-apigateway-shield': true }, 'unrecognised/extension'],
  ])('%s keeps every route back', async (_, root, rule) => {
    const paths = { '/orders': { get: method(lambda()) } };
    expect(keysOf(await converted(paths, {}, root))).toEqual([]);
    expect(keysOf(await converted(paths, { accept: [accept(rule)] }, root))).toEqual(['GET /orders']);
  });

  it('a private API stays, whatever is accepted', async () => {
    const root = {
      servers: [{ url: 'https://x', 'x-amazon-apigateway-endpoint-configuration': { vpcEndpointIds: ['vpce-1'] } }],
    };
    const conversion = await converted(
      { '/orders': { get: method(lambda()) } },
      { accept: [accept('settings/private-endpoint')] },
      root,
    );
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.verdict).toBe('stay-on-rest');
  });
});

describe('requests that change hands', () => {
  const open = method(lambda());
  const locked = method(lambda(), { security: [{ token: [] }] });
  const any = 'x-amazon-apigateway-any-method';
  const stays = method({ type: 'mock' }, { security: [{ token: [] }] });

  it.each<[name: string, paths: JsonObject, moved: string[]]>([
    [
      'a trailing slash falls to an open greedy route',
      { '/admin': { get: locked }, '/{proxy+}': { [any]: open } },
      ['GET /admin'],
    ],
    [
      'a greedy route with the same authorizer may take it',
      { '/admin': { get: locked }, '/{proxy+}': { [any]: locked } },
      ['GET /admin', 'ANY /{proxy+}'],
    ],
    [
      'a nearer greedy route takes it first',
      { '/admin': { get: locked }, '/admin/{p+}': { get: locked }, '/{proxy+}': { get: open } },
      ['GET /admin', 'GET /admin/{p+}', 'GET /{proxy+}'],
    ],
    ['what stays behind falls to an open greedy route', { '/admin': { get: stays }, '/{proxy+}': { [any]: open } }, []],
    [
      'a verb that a path lacks falls to {x}, and no more to the greedy path that asks more',
      { '/a/b': { get: open }, '/a/{x}': { post: open }, '/{proxy+}': { [any]: locked } },
      ['GET /a/b', 'ANY /{proxy+}'],
    ],
    [
      'the slash above a greedy route falls to it',
      { '/{proxy+}': { get: locked }, '/a/{p+}': { get: open } },
      ['GET /{proxy+}'],
    ],
    [
      'what a greedy route leaves behind falls to a broader one',
      { '/a/{x}': { get: open }, '/a/{p+}': { get: stays }, '/{proxy+}': { get: open } },
      ['GET /a/{x}'],
    ],
    [
      'a verb of its own on the greedy path counts, not the ANY beside it',
      {
        '/a/b': { get: open },
        '/a/{x}': { options: open },
        '/a/{p+}': { 'x-amazon-apigateway-any-method': open, options: locked },
      },
      ['GET /a/b', 'ANY /a/{p+}', 'OPTIONS /a/{p+}'],
    ],
    [
      'open paths fall where they like',
      { '/a': { get: open }, '/{proxy+}': { [any]: open } },
      ['GET /a', 'ANY /{proxy+}'],
    ],
  ])('%s', async (_, paths, moved) => {
    expect(keysOf(await converted(paths))).toEqual(moved);
  });

  it.each<[name: string, paths: JsonObject, route: string, told: string]>([
    ['a verb that falls to {x}', { '/a/b': { get: open }, '/a/{x}': { delete: open } }, 'DELETE /a/{x}', 'DELETE /a/b'],
    ['the root above a greedy route', { '/{p+}': { get: open } }, 'GET /{p+}', 'GET /'],
  ])('that nobody owned before are told: %s', async (_, paths, route, told) => {
    const entry = entriesOf(await converted(paths), 'routes/takes-more')[0];
    expect(entry).toMatchObject({ outcome: 'behaviour-changes', construct: { name: route } });
    expect(entry?.message).toContain(`such as ${told},`);
  });

  it('may be accepted at the very route', async () => {
    const paths = { '/admin': { get: locked }, '/{proxy+}': { [any]: open } };
    const conversion = await converted(paths, { accept: [accept('routes/would-catch', 'ANY /{proxy+}')] });
    expect(keysOf(conversion)).toEqual(['GET /admin', 'ANY /{proxy+}']);
  });
});

describe('authorizers', () => {
  const paths = (name: string, scopes: string[] = []) => ({
    '/orders': { get: method(lambda(), { security: [{ [name]: scopes }] }) },
  });
  const withScheme = (authorizer: JsonObject) => ({
    components: { securitySchemes: { ...securitySchemes, own: scheme('X-Token', authorizer) } },
  });

  it('TOKEN becomes REQUEST with the header of its scheme and the TTL written out', async () => {
    const { httpApi } = await converted(paths('own'), {}, withScheme({ type: 'token', authorizerUri: lambdaUri }));
    expect(httpApi.authorizers).toEqual([
      {
        kind: 'request',
        name: 'own',
        uri: { text: lambdaUri, raw: lambdaUri },
        payloadFormatVersion: '1.0',
        enableSimpleResponses: false,
        identitySources: ['$request.header.X-Token'],
        ttl: 300,
      },
    ]);
  });

  it('REQUEST keeps all its identity sources in the syntax of HTTP APIs', async () => {
    const identitySource = 'method.request.header.A, method.request.querystring.b,stageVariables.c, context.path';
    const { httpApi } = await converted(
      paths('own'),
      {},
      withScheme({ type: 'request', authorizerUri: lambdaUri, identitySource, authorizerResultTtlInSeconds: 0 }),
    );
    expect(httpApi.authorizers[0]).toMatchObject({
      identitySources: ['$request.header.A', '$request.querystring.b', '$stageVariables.c', '$context.path'],
      ttl: 0,
    });
  });

  it('an identity source that HTTP APIs lack keeps the authorizer back', async () => {
    const conversion = await converted(
      paths('own'),
      {},
      withScheme({ type: 'request', authorizerUri: lambdaUri, identitySource: 'context.identity.apiKey' }),
    );
    expect(entriesOf(conversion, 'authorizers/identity-source')).toMatchObject([{ outcome: 'blocked' }]);
    expect(keysOf(conversion)).toEqual([]);
  });

  it('a validation expression keeps the authorizer back until it is accepted', async () => {
    const root = withScheme({ type: 'token', authorizerUri: lambdaUri, identityValidationExpression: '^Bearer ' });
    expect(keysOf(await converted(paths('own'), {}, root))).toEqual([]);
    expect(
      keysOf(await converted(paths('own'), { accept: [accept('authorizers/validation-expression')] }, root)),
    ).toEqual(['GET /orders']);
  });

  it('a TTL that a placeholder hides keeps the authorizer back until that is accepted', async () => {
    const root = withScheme({ type: 'token', authorizerUri: lambdaUri, authorizerResultTtlInSeconds: '${ttl}' });
    expect(keysOf(await converted(paths('own'), {}, root))).toEqual([]);
    const accepting = { accept: [accept('unrecognised/extension')] };
    expect(keysOf(await converted(paths('own'), accepting, root))).toEqual(['GET /orders']);
  });

  it('Cognito asks for the audience, with the command that lists it', async () => {
    const conversion = await converted(paths('cognito', ['orders/read']));
    expect(conversion.verdict).toBe('needs-decisions');
    expect(conversion.questions).toContainEqual(
      expect.objectContaining({ command: 'aws cognito-idp list-user-pool-clients --user-pool-id eu-west-1_pool' }),
    );
  });

  it.each<[name: string, arn: unknown, issuer: unknown]>([
    [
      'an ARN',
      'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_p',
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_p',
    ],
    [
      'an ARN with placeholders',
      'arn:aws:cognito-idp:${region}:${account}:userpool/${pool}',
      'https://cognito-idp.${region}.amazonaws.com/${pool}',
    ],
    [
      'Fn::Sub',
      { 'Fn::Sub': 'arn:aws:cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/${Pool}' },
      { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' },
    ],
    [
      'Fn::GetAtt',
      { 'Fn::GetAtt': ['Pool', 'Arn'] },
      { 'Fn::Sub': 'https://cognito-idp.${AWS::Region}.amazonaws.com/${Pool}' },
    ],
    ['a placeholder that hides it', '${pool_arn}', undefined],
  ])('the issuer comes from %s', async (_, arn, issuer) => {
    const root = withScheme({ type: 'cognito_user_pools', providerARNs: [arn as string] });
    const conversion = await converted(paths('own', ['s']), { authorizers: { own: { audience: ['c'] } } }, root);
    const [authorizer] = conversion.httpApi.authorizers;
    expect(authorizer?.kind === 'jwt' ? authorizer.issuer.raw : undefined).toEqual(issuer);
  });

  it('of several pools one has to be decided', async () => {
    const providerARNs = ['a', 'b'].map((pool) => `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${pool}`);
    const root = withScheme({ type: 'cognito_user_pools', providerARNs });
    const conversion = await converted(paths('own', ['s']), { authorizers: { own: { audience: ['c'] } } }, root);
    expect(entriesOf(conversion, 'authorizers/cognito-pools')[0]?.outcome).toBe('blocked');
    expect(conversion.verdict).toBe('needs-decisions');
    const own = { audience: ['c'], issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/b' };
    expect(keysOf(await converted(paths('own', ['s']), { authorizers: { own } }, root))).toEqual(['GET /orders']);
  });
});
