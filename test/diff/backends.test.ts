import { describe, expect, it } from 'vitest';
import { fixedBackends } from '../../src/diff/backends.js';
import type { Json } from '../../src/model/index.js';

const backends = fixedBackends('the-key');
const ask = async (event: Json) => {
  const outcome = await backends.invokeLambda('any', event);
  return outcome.kind === 'returned' ? outcome.value : undefined;
};
const effect = (effectOf: 'Allow' | 'Deny') => ({
  policyDocument: { Statement: [{ Effect: effectOf, Resource: '*' }] },
});

const jwtOf = (sub: string) => `Bearer e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.c2ln`;

describe('the backends behind both gateways', () => {
  it('answer the same, whatever they are asked', async () => {
    expect(await ask({ path: '/a' })).toEqual(await ask({ rawPath: '/b' }));
    expect(await ask({ path: '/a' })).toMatchObject({ statusCode: 200, body: '{"ok":true}' });
    const upstream = await backends.sendHttp({ method: 'GET', url: 'https://a.example', headers: [] }, 1);
    expect(upstream).toMatchObject({ kind: 'answered', response: { status: 200 } });
  });

  it('fail and are slow when a header says so', async () => {
    const event = (behaviour: string) => ({ headers: { 'x-simulated-backend': behaviour } });
    const upstream = (behaviour: string) =>
      backends.sendHttp({ method: 'GET', url: 'https://a.example', headers: [['X-Simulated-Backend', behaviour]] }, 1);
    expect(await backends.invokeLambda('any', event('fail'))).toMatchObject({ kind: 'threw' });
    expect(await backends.invokeLambda('any', event('slow'))).toEqual({ kind: 'timed-out' });
    expect(await upstream('fail')).toMatchObject({ kind: 'unreachable' });
    expect(await upstream('slow')).toEqual({ kind: 'timed-out' });
  });

  it.each<[string, Json, 'Allow' | 'Deny']>([
    ['the passing token', { type: 'TOKEN', methodArn: 'arn', authorizationToken: 'Bearer allow' }, 'Allow'],
    ['a JWT of the passing subject', { type: 'TOKEN', methodArn: 'arn', authorizationToken: jwtOf('allow') }, 'Allow'],
    ['a JWT of another subject', { type: 'TOKEN', methodArn: 'arn', authorizationToken: jwtOf('someone') }, 'Deny'],
    ['one behind a prefix', { type: 'TOKEN', methodArn: 'arn', authorizationToken: 'Key=allow000' }, 'Allow'],
    ['another token', { type: 'TOKEN', methodArn: 'arn', authorizationToken: 'Bearer other' }, 'Deny'],
    ['the passing header', { type: 'REQUEST', methodArn: 'arn', headers: { 'x-token': 'allow' } }, 'Allow'],
    [
      'the passing query parameter',
      { type: 'REQUEST', methodArn: 'arn', queryStringParameters: { t: 'allow' } },
      'Allow',
    ],
    [
      'a word that only contains it',
      { type: 'REQUEST', methodArn: 'arn', headers: { origin: 'allowed-origin' } },
      'Deny',
    ],
    ['nothing', { type: 'REQUEST', methodArn: 'arn', headers: null }, 'Deny'],
  ])('as an authorizer, with %s', async (_, event, verdict) => {
    expect(await ask(event)).toMatchObject(effect(verdict));
  });

  it('answer in both forms of payload 2.0', async () => {
    expect(await ask({ version: '2.0', routeArn: 'arn', headers: {} })).toMatchObject({
      isAuthorized: false,
      ...effect('Deny'),
    });
  });

  it('give an allowed caller the key for APIs that take it from the authorizer, nobody else', async () => {
    expect(await ask({ methodArn: 'arn', authorizationToken: 'allow' })).toHaveProperty(
      'usageIdentifierKey',
      'the-key',
    );
    expect(await ask({ methodArn: 'arn', authorizationToken: 'no' })).not.toHaveProperty('usageIdentifierKey');
  });
});
