import { describe, expect, it } from 'vitest';
import { type BasePathMapping, openRestDomain } from '../../../src/gateway/rest/domain.js';
import { backends, bodyOf, deployment, eventOf, httpProxy, operation, part, request, restApi } from './samples.js';

const api = restApi([operation('ANY /{p+}'), operation('GET /')]);
const stage = (name: string) => ({ stage: name, stageVariables: { of: name } });

const open = (...mappings: BasePathMapping[]) => {
  const gateway = openRestDomain(mappings, backends(), deployment);
  return (path: string) => gateway.handle(request(`GET ${path}`));
};

describe('a custom domain of a REST API', () => {
  it.each<[string, string, BasePathMapping['stages'], string, string]>([
    ['/base/test/7', 'base', stage('dev'), '/base/test/7', 'test/7'],
    ['/base/dev/test/7', 'base', [stage('dev'), stage('prod')], '/base/dev/test/7', 'test/7'],
    ['/dev/test/7', '', [stage('dev')], '/dev/test/7', 'test/7'],
    ['/test/7', '', stage('dev'), '/test/7', 'test/7'],
    ['/base/a%20b', 'base', stage('dev'), '/base/a%20b', 'a%20b'],
  ])(
    'shows a function the path %s behind the mapping "%s" (RT-DOM-BASE-*, RT-DOM-NONE)',
    async (path, basePath, stages, shown, p) => {
      const exchange = await open({ basePath, api, stages })(path);
      const event = eventOf(exchange);
      const context = part(event, 'requestContext');
      expect([event['path'], context['path'], context['stage'], event['resource']]).toEqual([
        shown,
        shown,
        'dev',
        '/{p+}',
      ]);
      expect([event['pathParameters'], event['stageVariables']]).toEqual([{ p }, { of: 'dev' }]);
      expect([exchange.request.rawPath, exchange.unsupported]).toEqual([path, []]);
    },
  );

  it.each([
    ['/orders/7', 'one'],
    ['/orders', 'one'],
    ['/orders/v1/7', 'two'],
    ['/orderings', 'none'],
    ['/Orders/7', 'none'],
  ])('gives %s to the longest base path of whole segments (RT-DOM-LONGEST)', async (path, taker) => {
    const send = open(
      { basePath: 'orders', api, stages: stage('one') },
      { basePath: '', api, stages: stage('none') },
      { basePath: 'orders/v1', api, stages: stage('two') },
    );
    expect(eventOf(await send(path))['stageVariables']).toEqual({ of: taker });
  });

  it.each([
    ['no mapping', '/other'],
    ['no stage', '/base/unknown/7'],
  ])('serves nobody where there is %s, and says that it is a guess', async (_, path) => {
    const exchange = await open({ basePath: 'base', api, stages: [stage('dev')] })(path);
    expect([exchange.response.status, bodyOf(exchange), exchange.calls]).toEqual([403, '{"message":"Forbidden"}', []]);
    expect(exchange.unsupported).toHaveLength(1);
  });

  it('says that it does not know the paths of health checks (RT-ROUTE-PING)', async () => {
    const exchange = await open({ basePath: '', api, stages: stage('dev') })('/ping');
    expect(exchange.unsupported).toEqual([expect.stringContaining('/ping')]);
  });

  it('fills addresses of backends from the path behind the mapping', async () => {
    const proxied = restApi([operation('GET /pets', { integration: httpProxy('https://backend.example/pets') })]);
    const exchange = await open({ basePath: 'base', api: proxied, stages: stage('dev') })('/base/pets');
    expect(exchange.calls[0]).toMatchObject({ kind: 'http', request: { url: 'https://backend.example/pets' } });
  });
});
