import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HttpAuthorizer } from '../../../src/model/index.js';
import { api, backends, behind, lambda, proxy, returned, route, sender } from './opened.js';

const anyPath = fc
  .array(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('a', '%2F', '%', '%ff', '..', '', '?', '{x}')), {
    maxLength: 5,
  })
  .map((parts) => `/${parts.join('/')}`);
const anyHeaders = fc.array(fc.tuple(fc.constantFrom('Host', 'cookie', 'X-A', 'Origin', 'via'), fc.string()), {
  maxLength: 4,
});
const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'OPTIONS', 'PROPFIND'),
  rawPath: anyPath,
  rawQuery: fc.string(),
  headers: anyHeaders,
  sourceIp: fc.ipV4(),
});

it('answers any request, and says so with a status', async () => {
  const keys = ['GET /', 'GET /{x}', 'ANY /a/{p+}', '$default'];
  const integrations = [lambda(), lambda({ payloadFormatVersion: '1.0' }), proxy()];
  const routes = keys.map((key, index) => route(key, integrations[index % integrations.length]));
  const send = sender(api(routes));
  await fc.assert(
    fc.asyncProperty(anyRequest, async (request) => {
      const { response } = await send('GET /', request);
      expect(response.status).toBe(200);
    }),
    { numRuns: 300 },
  );
});

it('lets nobody to a backend whom the authorizer refuses, on whatever path', async () => {
  const refused = backends({ guard: () => returned({ isAuthorized: false }) });
  const guard: HttpAuthorizer = {
    kind: 'request',
    name: 'guard',
    uri: { text: 'guard', raw: 'guard' },
    payloadFormatVersion: '2.0',
    enableSimpleResponses: true,
    identitySources: [],
    ttl: 300,
  };
  const keys = ['ANY /a', 'ANY /{x}', 'GET /a/{p+}', 'ANY /{p+}', '$default'];
  const send = sender(
    api(
      keys.map((key) => route(key, lambda(), behind('guard'))),
      [guard],
    ),
    { backends: refused },
  );
  await fc.assert(
    fc.asyncProperty(anyRequest, async (request) => {
      const { calls, response } = await send('GET /', request);
      expect(response.status).toBe(403);
      expect(
        calls.filter(({ kind, ...call }) => kind === 'http' || ('purpose' in call && call.purpose === 'integration')),
      ).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
