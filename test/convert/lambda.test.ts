import { describe, expect, it } from 'vitest';
import type { JsonObject, RuleId } from '../../src/model/index.js';
import { converted, entriesOf, keysOf, lambda, lambdaUri, method } from './definition.js';

function mapped(requestParameters: JsonObject, more: JsonObject = {}) {
  return converted({ '/orders/{id}': { get: method(lambda({ requestParameters, ...more })) } });
}

describe('a mapping on a Lambda proxy', () => {
  it.each<[target: string, source: string]>([
    ['header.X-Tenant', 'context.authorizer.tenant'],
    ['header.X-Fixed', "'text'"],
    ['header.Host', 'method.request.header.Host'],
    ['header.X-Amz-Invocation-Type', "'RequestResponse'"],
    ['querystring.page', 'method.request.querystring.page'],
    ['querystring.page', 'method.request.querystring.p'],
    ['path.id', 'method.request.path.id'],
    ['path.other', "'fixed'"],
  ])('to %s from %s never reaches the function, and is dropped', async (target, source) => {
    const conversion = await mapped({ [`integration.request.${target}`]: source });
    expect(entriesOf(conversion, 'lambda/mapping-ignored')).toMatchObject([{ outcome: 'dropped' }]);
    expect(keysOf(conversion)).toEqual(['GET /orders/{id}']);
    expect(conversion.httpApi.routes[0]?.integration).toMatchObject({ requestParameters: {} });
  });

  it.each<[target: string, source: string, rule: RuleId, outcome: string]>([
    ['header.X-Amz-Invocation-Type', "'Event'", 'lambda/async', 'blocked'],
    ['header.X-Amz-Invocation-Type', 'method.request.header.X-Mode', 'lambda/async', 'blocked'],
    ['header.Authorization', 'method.request.header.Authorization', 'lambda/failing-mapping', 'blocked'],
    ['header.Content-Length', "'0'", 'lambda/failing-mapping', 'blocked'],
    ['header.X-Amz-Client-Context', "'e30='", 'lambda/parameter-mapping', 'unknown'],
    ['querystring.Qualifier', "'live'", 'lambda/parameter-mapping', 'unknown'],
    ['cookie.a', "'b'", 'lambda/parameter-mapping', 'unknown'],
  ])('to %s from %s holds the route back', async (target, source, rule, outcome) => {
    const conversion = await mapped({ [`integration.request.${target}`]: source });
    expect(entriesOf(conversion, rule)).toMatchObject([{ outcome }]);
    expect(keysOf(conversion)).toEqual([]);
  });

  it('to a variable that chooses the function is unknown', async () => {
    const uri = lambdaUri.replace('function:orders', 'function:{name}');
    const conversion = await mapped({ 'integration.request.path.name': 'method.request.path.id' }, { uri });
    expect(entriesOf(conversion, 'lambda/parameter-mapping')).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('the function that a uri names', () => {
  const named = (text: string) => lambdaUri.replace('function:orders', text);
  const inRegion = (called: string, region: string) =>
    lambdaUri.replace('apigateway:us-east-1', `apigateway:${called}`).replace('lambda:us-east-1', `lambda:${region}`);

  async function entryOf(uri: string, more: JsonObject = {}) {
    const { ledger } = await converted({ '/orders': { get: method(lambda({ uri, ...more })) } });
    return ledger.find(({ construct }) => construct.kind === 'integration');
  }

  it.each<[name: string, uri: string, says: string]>([
    ['an alias', named('function:orders:live'), 'belongs to live'],
    ['a version', named('function:orders:7'), 'belongs to 7'],
    ['a stage variable', named('function:${stageVariables.fn}'), 'A stage variable chooses the function'],
  ])('by %s: says where the permission belongs', async (_, uri, says) => {
    expect(await entryOf(uri)).toMatchObject({ rule: 'lambda/payload-1', message: expect.stringContaining(says) });
  });

  it.each<[name: string, uri: string, more: JsonObject]>([
    ['plainly', lambdaUri, {}],
    [
      'by an alias, called with a role',
      named('function:orders:live'),
      { credentials: 'arn:aws:iam::111122223333:role/r' },
    ],
    ['by a placeholder', '${orders_arn}', {}],
  ])('%s: nothing more to say', async (_, uri, more) => {
    expect((await entryOf(uri, more))?.message).toMatch(/and context\.$/);
  });

  it('in another region than the uri calls is unknown', async () => {
    expect(await entryOf(inRegion('eu-west-1', 'us-east-1'))).toMatchObject({
      rule: 'lambda/cross-region',
      outcome: 'unknown',
    });
  });

  it.each([
    ['${AWS::Region}', 'us-east-1'],
    ['eu-west-1', '${AWS::Region}'],
    ['eu-west-1', 'eu-west-1'],
  ])('in %s and %s may be the same region', async (called, region) => {
    expect(await entryOf(inRegion(called, region))).toMatchObject({ rule: 'lambda/payload-1' });
  });
});
