import { describe, expect, it } from 'vitest';
import { echoBackends } from '../../../src/gateway/backends/echo.js';
import type { Json } from '../../../src/model/index.js';

const echo = echoBackends();

it('gives a function its event back', async () => {
  const event = { version: '2.0', headers: { a: 'b' } };
  expect(await echo.invokeLambda('hello', event)).toEqual({
    kind: 'returned',
    value: { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) },
  });
});

it.each([
  ['text', Buffer.from('λ'), { text: 'λ' }],
  ['bytes', Buffer.from([0xff, 0]), { base64: '/wA=' }],
  ['nothing', undefined, null],
])('describes an HTTP request with %s', async (_, body, shown) => {
  const request = { method: 'POST', url: 'https://b.example/x', headers: [['x-a', '1'] as const] };
  const outcome = await echo.sendHttp(body ? { ...request, body } : request, 1000);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  expect(outcome.response.status).toBe(200);
  expect(JSON.parse(Buffer.from(outcome.response.body).toString())).toEqual({ ...request, body: shown });
});

describe('as an authorizer it', () => {
  const arn = { methodArn: 'arn:aws:execute-api:eu-west-1:1:a/b/GET/' };
  it.each<[string, { [key: string]: Json }, 'Allow' | 'Deny']>([
    ['allows the token allow', { ...arn, type: 'TOKEN', authorizationToken: 'allow' }, 'Allow'],
    ['denies any other token', { ...arn, type: 'TOKEN', authorizationToken: 'allowed' }, 'Deny'],
    [
      'denies a token in front of a header that says allow',
      { ...arn, authorizationToken: 'no', headers: { a: 'allow' } },
      'Deny',
    ],
    [
      'allows one of several identity sources',
      { ...arn, identitySource: 'x,allow', authorizationToken: 'x,allow' },
      'Allow',
    ],
    ['allows a header of a REST request', { ...arn, type: 'REQUEST', headers: { 'X-A': 'allow' } }, 'Allow'],
    ['allows a query parameter', { ...arn, queryStringParameters: { a: 'allow' } }, 'Allow'],
    ['denies when there is nothing', { ...arn, headers: null, queryStringParameters: null }, 'Deny'],
    ['allows in format 2.0', { routeArn: arn.methodArn, version: '2.0', identitySource: ['allow'] }, 'Allow'],
    ['denies in format 2.0', { routeArn: arn.methodArn, version: '2.0', identitySource: ['x'] }, 'Deny'],
  ])('%s', async (_, event, effect) => {
    const answer = await echo.invokeLambda('guard', event);
    const policyDocument = { Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: '*' }] };
    expect(answer).toMatchObject({ kind: 'returned', value: { principalId: 'echo', policyDocument } });
    const simple = event['version'] === '2.0' ? { value: { isAuthorized: effect === 'Allow' } } : {};
    expect(answer).toMatchObject(simple);
  });
});
