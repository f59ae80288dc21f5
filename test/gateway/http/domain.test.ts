import { describe, expect, it } from 'vitest';
import { type ApiMapping, openHttpDomain } from '../../../src/gateway/http/domain.js';
import { api, backends, deployment, eventOf, headerOf, lambda, proxy, route, textOf, upstreamOf } from './opened.js';

const mapped = (basePath: string, stage = '$default', routes = [route('ANY /{p+}'), route('GET /')]): ApiMapping => ({
  ...{ basePath, api: api(routes), stage: { stage, stageVariables: { of: basePath } } },
});

const open = (...mappings: ApiMapping[]) => {
  const gateway = openHttpDomain(mappings, backends(), deployment);
  return (rawPath: string) =>
    gateway.handle({ method: 'GET', rawPath, rawQuery: '', headers: [['Host', 'api.shop.example']], sourceIp: '::1' });
};

describe('a custom domain', () => {
  it.each([
    ['/orders/7', 'orders', '/orders/7', { p: '7' }],
    ['/orders', 'orders', '/orders/', undefined],
    ['/orders/v1/7', 'orders/v1', '/orders/v1/7', { p: '7' }],
    ['/orders/v1', 'orders/v1', '/orders/v1/', undefined],
    ['/orders/v12', 'orders', '/orders/v12', { p: 'v12' }],
    ['/orderings', '', '/orderings', { p: 'orderings' }],
    ['/Orders/7', '', '/Orders/7', { p: 'Orders/7' }],
  ])('gives %s to the mapping "%s" (RT-DOM-LONGEST)', async (path, basePath, rawPath, pathParameters) => {
    const exchange = await open(mapped('orders', 'dev'), mapped(''), mapped('orders/v1'))(path);
    const event = eventOf(exchange);
    expect(event.stageVariables).toEqual(basePath === '' ? { of: '' } : { of: basePath });
    expect([event.rawPath, event.requestContext.http.path, event.pathParameters]).toEqual([
      rawPath,
      rawPath,
      pathParameters,
    ]);
    expect(exchange.request.rawPath).toBe(path);
  });

  it('names the domain and the stage, and says what is not known', async () => {
    const exchange = await open(mapped('orders', 'dev'))('/orders/7');
    const { domainName, domainPrefix, stage } = eventOf(exchange).requestContext;
    expect([domainName, domainPrefix, stage]).toEqual(['api.shop.example', 'api', 'dev']);
    expect(exchange.unsupported).toEqual([expect.stringContaining('custom domain')]);
  });

  it('looks at mappings only, not at routes: 404 there, though another API has the route (RT-DOM-LONGEST)', async () => {
    const exchange = await open(mapped('orders', 'dev', [route('GET /x')]), mapped(''))('/orders/7');
    expect([exchange.response.status, textOf(exchange.response)]).toEqual([404, '{"message":"Not Found"}']);
  });

  it('keeps the base path for a private integration and a $default route, which get the whole path', async () => {
    const exchange = await open(mapped('orders', 'dev', [route('$default', proxy())]))('/orders/a%20b');
    expect(upstreamOf(exchange).request.url).toBe('https://backend.example/base/orders/a%20b');
  });

  it('serves nobody where nothing is mapped, and says that it is a guess', async () => {
    const exchange = await open(mapped('orders', 'dev', [route('GET /', lambda())]))('/other');
    expect([exchange.response.status, exchange.calls]).toEqual([403, []]);
    expect(headerOf(exchange.response, 'apigw-requestid')).toBe('NIKr1jmIFiAEJmw=');
    expect(exchange.unsupported).toHaveLength(1);
  });
});
