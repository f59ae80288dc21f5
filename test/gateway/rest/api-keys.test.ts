import { describe, expect, it } from 'vitest';
import type { Requirement } from '../../../src/model/index.js';
import {
  backends,
  bodyOf,
  byAuthorizer,
  headersOf,
  lambdaAuthorizer,
  operation,
  policy,
  restApi,
  send,
} from './samples.js';

const key: Requirement = { kind: 'api-key', at: '', scheme: 'api_key', inherited: false };
const deployed = { apiKeys: ['good-key'] };

describe('an API key', () => {
  const api = restApi([operation('GET /', { access: { requirements: [key] } })]);

  it.each([
    ['in a usage plan of the stage', [['X-API-Key', 'good-key']], 200],
    ['in any letter case of the header', [['x-api-key', 'good-key']], 200],
    ['missing', [], 403],
    ['unknown', [['X-API-Key', 'bad-key']], 403],
    ['in another letter case', [['X-API-Key', 'GOOD-KEY']], 403],
  ] as [string, [string, string][], number][])('that is %s', async (_name, headers, status) => {
    const exchange = await send(api, 'GET /', { headers, deployed });
    expect(exchange.response.status).toBe(status);
    if (status === 403) {
      expect(bodyOf(exchange)).toBe('{"message":"Forbidden"}');
      expect(headersOf(exchange)['x-amzn-errortype']).toBe('ForbiddenException');
      expect(exchange.calls).toEqual([]);
    }
  });

  it.each([
    ['good-key', 200],
    ['bad-key', 403],
    [undefined, 403],
  ])('can come from the authorizer: %s', async (usageIdentifierKey, status) => {
    const fromAuthorizer = restApi([operation('GET /', { access: { requirements: [byAuthorizer('auth'), key] } })], {
      authorizers: [lambdaAuthorizer('token')],
      settings: [{ at: '', kind: 'api-key-source', value: 'AUTHORIZER' }],
    });
    const answer = policy('Allow', '*', usageIdentifierKey === undefined ? {} : { usageIdentifierKey });
    const headers: [string, string][] = [
      ['Authorization', 't'],
      ['X-API-Key', 'good-key'],
    ];
    const exchange = await send(fromAuthorizer, 'GET /', { headers, deployed, world: backends({ auth: answer }) });
    expect(exchange.response.status).toBe(status);
  });
});
