import { describe, expect, it } from 'vitest';
import type { JsonObject, RuleId } from '../../src/model/index.js';
import { converted, entriesOf, httpProxy, lambda, method, preflight } from './definition.js';

const api = (path: string, item: JsonObject): JsonObject => ({ [path]: item });
const guarded = { security: [{ sigv4: [] }] };
const mock = { type: 'mock', requestTemplates: { 'application/json': '{"statusCode": 200}' } };

describe('a behaviour that no definition writes down is told once, and only where the API meets it', () => {
  it.each<[rule: RuleId, meets: JsonObject, meetsNot: JsonObject | undefined]>([
    ['behaviour/unknown-route', api('/a', { get: method(lambda()) }), undefined],
    ['behaviour/response-headers', api('/a', { get: method(lambda()) }), undefined],
    ['quotas/request-size', api('/a', { get: method(lambda()) }), undefined],
    [
      'behaviour/method-override',
      { ...api('/a', { get: method(lambda()) }), ...api('/b', { get: method(httpProxy()) }) },
      api('/a', { get: method(mock) }),
    ],
    ['behaviour/trailing-slash', api('/a', { get: method(lambda()) }), api('/', { get: method(lambda()) })],
    ['behaviour/refusals', api('/a', { get: method(lambda(), guarded) }), api('/a', { get: method(lambda()) })],
    [
      'cors/api-wide',
      api('/a', { get: method(lambda()), options: preflight('*') }),
      api('/a', { get: method(lambda()) }),
    ],
  ])('%s', async (rule, meets, meetsNot) => {
    expect(entriesOf(await converted(meets), rule)).toMatchObject([{ outcome: 'behaviour-changes' }]);
    if (meetsNot) expect(entriesOf(await converted(meetsNot), rule)).toEqual([]);
  });
});
