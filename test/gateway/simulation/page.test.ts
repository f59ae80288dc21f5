import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { pagePlace } from '../../../src/gateway/simulation/page.js';
import type { SimulationSettings } from '../../../src/gateway/simulation/settings.js';
import { openSimulation, type Served, type Simulation } from '../../../src/gateway/simulation/simulation.js';
import { plain } from '../../../src/model/index.js';
import { pageView } from '../../../src/report/simulate-page.js';
import { api, lambda, route } from '../http/opened.js';
import { byAuthorizer, lambdaAuthorizer, lambdaProxy, operation, restApi } from '../rest/samples.js';

const running: Simulation[] = [];
const folder = mkdtempSync(join(tmpdir(), 'page-'));
const notes = join(folder, 'notes');
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
  rmSync(notes, { force: true });
});

const settings: SimulationSettings = {
  ...{ port: 0, stage: 'dev', stageVariables: {}, apiKeys: [], backends: [], http: 'echo' },
};
const both: Served = {
  rest: restApi([operation('ANY /{path+}', { integration: lambdaProxy('tried') })]),
  http: api([route('ANY /{path+}', lambda({ uri: plain('tried'), payloadFormatVersion: '1.0' }))]),
};

async function open(served: Served = both, more: Partial<SimulationSettings> = {}) {
  const failures: unknown[] = [];
  const simulation = await openSimulation(
    served,
    { ...settings, ...more },
    { onExchange: () => {}, onFailure: (error) => failures.push(error), view: async () => pageView },
  );
  running.push(simulation);
  const urls = simulation.apis.map(({ url }) => url);
  const root = new URL(urls[0] ?? '').origin;
  return { simulation, failures, rest: urls[0] ?? '', http: urls[1] ?? '', root, page: `${root}/_migrate` };
}

interface Got {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Unlike `fetch`, it sends any header. */
function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { headers, method }, async (incoming) =>
      resolve({ status: incoming.statusCode, headers: incoming.headers, body: await text(incoming) }),
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const bodyOf = async (url: string) => (await get(url)).body;

describe('the page with the last requests', () => {
  it('is on both ports, and shows what either API was sent', async () => {
    const { rest, http, page } = await open();
    await fetch(`${rest}/one`);
    await fetch(`${http}/two`);
    for (const url of [page, `${new URL(http).origin}/_migrate/`, `${page}?x`]) {
      const { status, body } = await get(url);
      expect([url, status]).toEqual([url, 200]);
      expect(body).toMatch(/GET \/two[\s\S]*GET \/one/);
    }
  });

  it('shows what both backends receive and both clients get, with their differences marked', async () => {
    const { rest, page } = await open();
    await fetch(`${rest}/one`);
    const body = await bodyOf(`${page}/1`);
    expect(body).toContain('It was sent to the REST API');
    expect(body).toContain('and for comparison to the HTTP API');
    expect(body).toMatch(/<tr class="same"><th scope="row">event\.httpMethod<\/th>/);
    expect(body).toMatch(
      /<tr class="differs"><th scope="row">event\.requestContext\.stage .*differs.*<code>dev<\/code>.*<code>\$default<\/code>/,
    );
    expect(body).toMatch(/<tr class="noise"><th scope="row">event\.requestContext\.requestId/);
    expect(body).toMatch(/<tr class="differs"><th scope="row">headers\.apigw-requestid .*class="absent">absent/);
  });

  it('says when a request is no longer kept, and keeps the last 200', async () => {
    const { rest, page } = await open();
    for (let count = 0; count < 203; count++) await fetch(`${rest}/${count}`);
    expect((await get(`${page}/3`)).status).toBe(404);
    expect((await get(`${page}/3`)).body).toContain('no longer kept');
    expect((await get(`${page}/4`)).status).toBe(200);
    expect((await get(`${page}/204`)).status).toBe(404);
    expect((await bodyOf(page)).match(/<tr id="request-/g)).toHaveLength(200);
  });

  it('has one column where only one API is served', async () => {
    const { rest } = both;
    const { rest: url, page } = await open(rest ? { rest } : {});
    await fetch(`${url}/one`);
    const body = await bodyOf(page);
    expect(body).toContain('It was sent to the REST API');
    expect(body).not.toMatch(/for comparison|class="differs"|HTTP API/);
  });

  it('leaves what is not GET or HEAD to the API', async () => {
    const { http } = await open();
    const answer = await get(`${http}/_migrate`, {}, 'POST');
    expect(JSON.parse(answer.body)).toMatchObject({ httpMethod: 'POST', path: '/_migrate' });
  });

  it('is not there without a view, and then no path is taken from the API', async () => {
    const simulation = await openSimulation(both, settings, { onExchange: () => {}, onFailure: () => {} });
    running.push(simulation);
    expect(simulation.apis.map((one) => one.page)).toEqual([undefined, undefined]);
    expect((await get(`${simulation.apis[1]?.url}/_migrate`)).body).toContain('"path":"/_migrate"');
  });
});

describe('the place of the page', () => {
  const routes = (...keys: string[]) => ({
    routes: keys.map((key) => ({ route: key, access: [], answerer: { kind: 'mock' as const } })),
  });

  it.each([
    ['a REST API, below its stage', routes('ANY /{a+}', 'GET /_migrate'), 'prod', []],
    ['an HTTP API with other routes', routes('GET /pets', 'POST /{a+}'), undefined, []],
    [
      'an HTTP API with a catch',
      routes('$default', 'GET /{a}', 'ANY /{a+}'),
      undefined,
      ['$default', 'GET /{a}', 'ANY /{a+}'],
    ],
  ])('is beside %s', (_, apiRoutes, stage, before) => {
    expect(pagePlace(apiRoutes, stage, 'http://a:1')).toEqual({ kind: 'at', url: 'http://a:1/_migrate', before });
  });

  it.each([
    ['of a route', routes('GET /_migrate/x', 'GET /b'), undefined, ['GET /_migrate/x']],
    ['of a stage', routes('GET /a'), '_migrate', ['GET /a']],
  ])('is not taken from the API where it is that %s', (_, apiRoutes, stage, own) => {
    expect(pagePlace(apiRoutes, stage, 'http://a:1')).toEqual({ kind: 'none', routes: own });
  });

  it('stays with a route of the API of that name', async () => {
    const { simulation } = await open({
      http: api([route('GET /_migrate', lambda({ uri: plain('tried'), payloadFormatVersion: '1.0' }))]),
    });
    const [served] = simulation.apis;
    expect(served?.page).toEqual({ kind: 'none', routes: ['GET /_migrate'] });
    expect(JSON.parse(await bodyOf(`${served?.url}/_migrate`))).toMatchObject({ path: '/_migrate' });
  });
});

describe('who may read the page', () => {
  it.each([
    ['the address', '127.0.0.1:PORT', 200],
    ['another address of this machine', '192.168.1.7:PORT', 200],
    ['the IPv6 address', '[::1]:PORT', 200],
    ['localhost', 'LOCALHOST:PORT', 200],
    ['a name below localhost', 'api.localhost:PORT', 200],
    ['a site whose name was made to resolve to this machine', 'evil.example:PORT', 421],
    ['a name that only ends in letters of localhost', 'evillocalhost', 421],
    ['a name that starts as an address', '127.0.0.1.evil.example', 421],
  ])('is who calls it by %s', async (_, host, status) => {
    const { rest, root, page } = await open();
    await fetch(`${rest}/one`);
    for (const url of [page, `${page}/1`, `${page}/newest`]) {
      const got = await get(url, { host: host.replace('PORT', new URL(root).port) });
      expect([url, got.status, got.body.includes('/one')]).toEqual([url, status, status === 200]);
    }
  });

  it('is not the script of another site, and no answer lets one', async () => {
    const { rest, page } = await open();
    await fetch(`${rest}/one`);
    const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'https://evil.example' };
    for (const url of [page, `${page}/events`, `${page}/newest`]) expect((await get(url, foreign)).status).toBe(403);
    const { headers } = await get(page, { origin: 'https://evil.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });
});

/** Served with a handler that notes its calls; the authorizer notes that it is asked. */
async function openNoted(mirror: 'all' | 'echo') {
  const handlers = fileURLToPath(new URL('noted-handler.mjs', import.meta.url));
  const uri = plain('guard');
  const access = { requirements: [byAuthorizer('guard')] };
  const served: Served = {
    rest: restApi(
      [
        operation('GET /open', { integration: lambdaProxy('tried') }),
        operation('GET /guarded', {
          integration: lambdaProxy('echoed'),
          access: { ...operation('GET /a').access, ...access },
        }),
      ],
      { authorizers: [lambdaAuthorizer('request', { name: 'guard', uri, identitySources: [], ttl: 0 })] },
    ),
    http: api([
      route('GET /open', lambda({ uri: plain('tried'), payloadFormatVersion: '1.0' })),
      route('GET /guarded', lambda({ uri: plain('echoed') })),
    ]),
  };
  const backends = [
    { match: 'tried', handler: `${handlers}#handler` },
    { match: 'guard', handler: `${handlers}#guard` },
  ];
  writeFileSync(notes, '');
  return open(served, { backends, mirror });
}

const noted = () =>
  readFileSync(notes, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '');

describe('a request that is shown side by side', () => {
  it('does not reach a real backend a second time unasked, and what follows is told to be unknown', async () => {
    const { rest, page } = await openNoted('echo');
    await fetch(`${rest}/open`, { headers: { 'x-notes': notes } });
    const body = await bodyOf(page);
    await bodyOf(`${page}/1`);
    expect(noted()).toEqual(['called']);
    expect(body).toContain('HTTP API: what follows was not sent, since the backend is no echo; --mirror sends it.');
    expect(body).toContain('HTTP API: not known, since a backend that is no echo was not called again.');
    expect(body).toContain('noted');
  });

  it('does not ask a real authorizer a second time unasked', async () => {
    const { http, page } = await openNoted('echo');
    await fetch(`${http}/guarded`, { headers: { 'x-notes': notes } });
    expect(await bodyOf(page)).toContain('not known: the authorizer was not called again');
    expect(noted()).toEqual([]);
  });

  it('goes to real backends of the other API with --mirror, once, whether anybody looks or not', async () => {
    const { simulation, rest, page } = await openNoted('all');
    await fetch(`${rest}/open`, { headers: { 'x-notes': notes } });
    const body = await bodyOf(page);
    expect(body).not.toContain('not known');
    await bodyOf(`${page}/1`);
    await simulation.close();
    running.length = 0;
    expect(noted()).toEqual(['called', 'called']);
  });

  it('is not sent again when it was too long to be kept whole', async () => {
    const { rest, page } = await open();
    await fetch(`${rest}/long`, { method: 'POST', body: 'x'.repeat(300 * 1024) });
    const body = await bodyOf(page);
    expect(body).toContain('too long to be kept whole');
    expect(body).not.toContain('for comparison');
    expect(body.length).toBeLessThan(100_000);
  });
});

describe('a request under way', () => {
  it('ends with the handlers that it began with, when the definition is replaced', async () => {
    const handlers = fileURLToPath(new URL('noted-handler.mjs', import.meta.url));
    const backends = [{ match: 'tried', handler: `${handlers}#gated` }];
    writeFileSync(notes, '');
    const { simulation, rest, failures } = await open(both, { backends });
    const answer = fetch(`${rest}/one`, { headers: { 'x-notes': notes } });
    while (noted().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await simulation.replace(both, settings);
    expect(await (await fetch(`${rest}/one`)).json()).toMatchObject({ path: '/one' });
    writeFileSync(notes, 'go');
    expect(await (await answer).text()).toBe('from before');
    expect(failures).toEqual([]);
  });
});

describe('a request that the server itself refused', () => {
  it('is shown, and not sent on without its body', async () => {
    const { rest, page } = await open();
    const answer = await fetch(`${rest}/long`, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) }).catch(
      () => undefined,
    );
    expect([413, undefined]).toContain(answer?.status);
    const body = await bodyOf(page);
    expect(body).toContain('>413<');
    expect(body).not.toContain('for comparison');
  });

  it('is shown when it was for no path', async () => {
    const { root, page, failures } = await open();
    const { hostname, port } = new URL(root);
    const socket = connect(Number(port), hostname);
    socket.end('OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    await text(socket);
    const body = await bodyOf(`${page}/1`);
    expect(body).toContain('OPTIONS *');
    expect([body.includes('for comparison'), failures]).toEqual([false, []]);
  });
});

const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&\u202e`;

describe('what hostile clients send', () => {
  it('is text on the page, wherever it came in, and in the live updates', async () => {
    const { rest, page, root } = await open();
    const encoded = encodeURIComponent(hostile);
    const stream = await fetch(`${page}/events`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await fetch(`${rest}/${encoded}?${encoded}=${encoded}`, {
      method: 'POST',
      headers: { 'x-evil': hostile.replace('\u202e', ''), 'content-type': hostile.replace('\u202e', '') },
      body: JSON.stringify({ [hostile]: hostile }),
    });
    // A target that browsers would encode.
    await get(root, {}, 'GET');
    let live = '';
    while (!live.includes('event: requests')) live += (await reader?.read())?.value ?? '';
    await reader?.cancel();
    for (const body of [await bodyOf(page), await bodyOf(`${page}/1`), await bodyOf(`${page}/newest`), live]) {
      expect(body.replace(/<script>\n'use strict'[\s\S]*?<\/script>/, '')).not.toMatch(
        /<script|<img|onerror=alert\(2\)>"/,
      );
      expect(body).not.toContain('\u202e');
    }
    expect(await bodyOf(`${page}/1`)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });

  it('cannot be nested so deep, nor be so wide, that the page fails', async () => {
    const { rest, page, failures } = await open();
    for (const body of [
      '['.repeat(60_000) + ']'.repeat(60_000),
      `{"a":${'{"b":'.repeat(20_000)}1${'}'.repeat(20_001)}`,
      `[${'0,'.repeat(60_000)}0]`,
    ]) {
      await fetch(`${rest}/deep`, { method: 'POST', body });
      const got = await get(page);
      expect(got.status).toBe(200);
      expect(got.body.length).toBeLessThan(500_000);
    }
    expect(failures).toEqual([]);
  });

  it('shows bytes that are no text as their number', async () => {
    const { rest, page } = await open();
    await fetch(`${rest}/bytes`, { method: 'POST', body: new Uint8Array([0, 159, 146, 150]) });
    expect((await get(page)).status).toBe(200);
  });
});

describe('secrets', () => {
  const secrets = {
    bearer: 'bearer-secret-1',
    key: 'key-secret-2',
    cookie: 'cookie-secret-3',
    query: 'query-secret-4',
  };

  it('are not on the page, wherever backends and answers repeat them', async () => {
    const { rest, page } = await open();
    await fetch(`${rest}/one?access_token=${secrets.query}&plain=shown`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secrets.bearer}`,
        'x-api-key': secrets.key,
        cookie: `session=${secrets.cookie}; theme=dark`,
      },
      body: JSON.stringify({ password: 'password-secret-5', copy: `again ${secrets.bearer}` }),
    });
    for (const url of [page, `${page}/1`, `${page}/newest`]) {
      const body = await bodyOf(url);
      expect(body).not.toMatch(/-secret-\d/);
      expect(body).toContain('shown');
      expect(body).toContain('(hidden)');
    }
  });

  it('are also what an authorizer is told the caller by, under whatever name', async () => {
    const uri = plain('guard');
    const guard = lambdaAuthorizer('request', {
      name: 'guard',
      uri,
      identitySources: [{ kind: 'header', name: 'X-Who' }],
    });
    const secured = operation('GET /one', { integration: lambdaProxy('tried') });
    const rest = restApi([{ ...secured, access: { ...secured.access, requirements: [byAuthorizer('guard')] } }], {
      authorizers: [guard],
    });
    const { rest: url, page } = await open({ rest });
    await fetch(`${url}/one`, { headers: { 'x-who': 'identity-secret-6' } });
    expect(await bodyOf(page)).not.toMatch(/-secret-\d/);
  });
});

describe('live updates', () => {
  it('tell what is new since the request that was seen last, and end with the simulation', async () => {
    const { simulation, rest, page } = await open();
    await fetch(`${rest}/one`);
    await fetch(`${rest}/two`);
    const stream = await fetch(`${page}/events?after=1`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const whole = stream.text();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await simulation.close();
    running.length = 0;
    const told = await whole;
    expect(told).toContain('/_migrate/2');
    expect(told).not.toContain('/_migrate/1"');
  });

  it('tell a page of an earlier simulation to start again', async () => {
    const { simulation, page } = await open();
    const whole = (await fetch(`${page}/events?after=7`)).text();
    await simulation.close();
    running.length = 0;
    expect(await whole).toContain('event: restarted');
  });
});
