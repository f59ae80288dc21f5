import { describe, expect, it } from 'vitest';
import { deployments } from '../../src/diff/deployments.js';
import { tokenSources } from '../../src/diff/token-sources.js';
import { plain } from '../../src/model/index.js';
import { restApi, schemes } from './definitions.js';

const tokens = { verify: async () => ({ kind: 'invalid', reason: 'malformed' }) as const };

describe('the two deployments', () => {
  it('differ as two real ones do, and share the clock', async () => {
    const { rest, http, letTimePass } = deployments(await restApi({ paths: {} }), 'key', tokens);
    expect([rest.stage, http.stage]).toEqual(['prod', '$default']);
    expect(rest.apiId).not.toBe(http.apiId);
    expect([rest.apiKeys, http.apiKeys]).toEqual([['key'], []]);
    expect(rest.requestId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(http.requestId()).toMatch(/^[\w-]+=$/);
    const before = rest.now().getTime();
    letTimePass();
    expect(rest.now()).toEqual(http.now());
    expect(rest.now().getTime() - before).toBeGreaterThan(3600 * 1000);
  });

  it('know every stage variable that an integration names', async () => {
    const integration = {
      type: 'http_proxy',
      httpMethod: 'GET',
      uri: 'https://${stageVariables.host}/${stageVariables.base}',
    };
    const api = await restApi({ paths: { '/a': { get: { 'x-amazon-apigateway-integration': integration } } } });
    expect(deployments(api, 'key', tokens).http.stageVariables).toEqual({ base: 'base', host: 'host' });
  });
});

describe('the source of tokens of a Cognito authorizer', () => {
  const jwt = {
    kind: 'jwt',
    name: 'users',
    identitySource: '$request.header.Authorization',
    issuer: plain('https://decided.example'),
    audience: [plain('app-1')],
  } as const;
  const http = { name: plain('x'), routes: [], authorizers: [{ ...jwt, audience: [...jwt.audience] }] };

  it('is the user pool, with an app client that the HTTP API takes', async () => {
    const rest = await restApi({ paths: {}, securityDefinitions: schemes });
    expect(tokenSources(rest, http)).toEqual({
      users: { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc', client: 'app-1' },
    });
  });

  it('is the decided issuer where the pool hides behind a placeholder', async () => {
    const extension = { type: 'cognito_user_pools', providerARNs: ['${PoolArn}'] };
    const users = { ...schemes.users, 'x-amazon-apigateway-authorizer': extension };
    const rest = await restApi({ paths: {}, securityDefinitions: { users } });
    expect(tokenSources(rest, http)['users']?.issuer).toBe('https://decided.example');
  });
});
