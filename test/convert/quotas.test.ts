import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/index.js';
import { converted, entriesOf, lambda, lambdaUri, method, preflight, scheme } from './definition.js';

const functionNamed = (name: string) => lambda({ uri: lambdaUri.replace('orders', name) });

/** `count` paths, each with a method; `integration` by number. */
function pathsOf(count: number, integration: (index: number) => JsonObject = () => lambda()): JsonObject {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`/p${index}`, { get: method(integration(index)) }]),
  );
}

describe('an HTTP API never breaks a quota silently', () => {
  it('says nothing of quotas that are far away', async () => {
    const { ledger } = await converted(pathsOf(300, (index) => functionNamed(`f${index}`)));
    expect(ledger.filter(({ construct }) => construct.name.startsWith('number of'))).toEqual([]);
  });

  it('301 routes wait for a raised number, and sharing keeps their integrations in bounds', async () => {
    const paths = pathsOf(301, (index) => functionNamed(`f${index % 2}`));
    const conversion = await converted(paths);
    expect(entriesOf(conversion, 'quotas/routes')).toMatchObject([
      { outcome: 'blocked', message: expect.stringContaining('301 routes') },
    ]);
    expect(entriesOf(conversion, 'quotas/integrations')).toMatchObject([
      { outcome: 'carried', message: expect.stringContaining('2 integrations') },
    ]);
    const accepted = await converted(paths, { accept: [{ rule: 'quotas/routes', reason: 'raised to 400' }] });
    expect(accepted.verdict).toBe('ready-with-changes');
  });

  it('301 different integrations keep the API on REST', async () => {
    const conversion = await converted(pathsOf(301, (index) => functionNamed(`f${index}`)));
    expect(entriesOf(conversion, 'quotas/integrations')).toMatchObject([{ outcome: 'blocked' }]);
    expect(conversion.verdict).toBe('stay-on-rest');
  });

  it('preflight mocks become no routes', async () => {
    const paths = Object.fromEntries(
      Object.entries(pathsOf(160)).map(([path, item]) => [path, { ...(item as JsonObject), options: preflight('*') }]),
    );
    expect(entriesOf(await converted(paths), 'quotas/routes')).toMatchObject([{ outcome: 'carried' }]);
  });

  it('an ANY that is written out verb by verb counts six times', async () => {
    const paths = Object.fromEntries(
      Array.from({ length: 51 }, (_, index) => [
        `/p${index}`,
        { 'x-amazon-apigateway-any-method': method(lambda()), options: preflight('*') },
      ]),
    );
    expect(entriesOf(await converted(paths), 'quotas/routes')).toMatchObject([
      { outcome: 'blocked', message: expect.stringContaining('306 routes') },
    ]);
  });

  it.each([
    [10, []],
    [11, [{ outcome: 'blocked' }]],
  ])('%i authorizers', async (count, expected) => {
    const names = Array.from({ length: count }, (_, index) => `guard${index}`);
    const securitySchemes = Object.fromEntries(
      names.map((name) => [name, scheme('Authorization', { type: 'token', authorizerUri: lambdaUri })]),
    );
    const paths = Object.fromEntries(
      names.map((name) => [`/${name}`, { get: method(lambda(), { security: [{ [name]: [] }] }) }]),
    );
    const conversion = await converted(paths, {}, { components: { securitySchemes } });
    expect(entriesOf(conversion, 'quotas/authorizers')).toMatchObject(expected);
  });
});
