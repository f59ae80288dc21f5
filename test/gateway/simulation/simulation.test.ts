import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, describe, expect, it } from 'vitest';
import type { SimulationSettings } from '../../../src/gateway/simulation/settings.js';
import { openSimulation, type Served, type Simulation } from '../../../src/gateway/simulation/simulation.js';
import { Failure, type HttpStage, type JwtAuthorizer, plain } from '../../../src/model/index.js';
import { api, behind, lambda, proxy, route } from '../http/opened.js';
import { httpProxy, lambdaAuthorizer, lambdaProxy, operation, restApi } from '../rest/samples.js';

const running: Simulation[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulation) => simulation.close()));
});

const settings: SimulationSettings = {
  ...{ port: 0, stage: 'dev', stageVariables: {}, apiKeys: [], backends: [], http: 'echo' },
};
const both: Served = { rest: restApi([operation('GET /a')]), http: api([route('GET /a', lambda())]) };

const upstream = httpProxy('https://backend.example/{a}', {
  parameters: [
    {
      at: '',
      target: { place: 'path', name: 'a' },
      source: { kind: 'request', place: 'path', name: 'a', multiValue: false },
    },
  ],
});

async function open(served: Served, more: Partial<SimulationSettings> = {}) {
  const log: string[] = [];
  const simulation = await openSimulation(
    served,
    { ...settings, ...more },
    {
      onExchange: (kind, { request }) => log.push(`${kind} ${request.rawPath}`),
      onFailure: (error) => log.push(String(error)),
    },
  );
  running.push(simulation);
  return { ...simulation, log };
}

/** @returns a port that is free, with the next one taken. */
async function freeBeforeTaken(): Promise<{ port: number; release(): void }> {
  for (;;) {
    const taken = createServer();
    const port = await portOf(taken, 0);
    const before = createServer();
    const isFree = port !== undefined && (await portOf(before, port - 1)) !== undefined;
    before.close();
    if (isFree) return { port: port - 1, release: () => taken.close() };
    taken.close();
  }
}

/** @returns the port that was got, `undefined` when it cannot be had. */
function portOf(server: Server, wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : undefined);
    });
  });
}

const handlers = fileURLToPath(new URL('../backends/handlers.mjs', import.meta.url));

/** Both APIs with a route to one handler, which may take 5 s; if it never answers anyway, 50 ms. */
async function withHandler(name: string) {
  const timeoutInMillis = name === 'neverAnswers' ? 50 : 5000;
  const served = {
    rest: restApi([operation('ANY /{path+}', { integration: lambdaProxy('tried', { timeoutInMillis }) })]),
    http: api([route('$default', lambda({ uri: plain('tried'), timeoutInMillis }))]),
  };
  const { apis } = await open(served, { backends: [{ match: 'tried', handler: `${handlers}#${name}` }] });
  return apis.map(({ url }) => url);
}

describe('a handler of a simulation', () => {
  it.each([
    ['throws at once', 'throwsAtOnce', [502, 500]],
    ['rejects', 'rejects', [502, 500]],
    ['never answers', 'neverAnswers', [504, 503]],
    ['returns text', 'returnsText', [502, 200]],
    ['returns what JSON cannot carry', 'returnsCircle', [502, 500]],
    ['returns more than Lambda hands back', 'returnsTooMuch', [502, 500]],
    ['returns an informational status', 'returnsContinue', [502, 500]],
  ])('that %s (RT-ERR-*, RT-RES-*): REST and HTTP answer, and again', async (_, name, statuses) => {
    const urls = await withHandler(name);
    for (const time of [1, 2]) {
      const answers = await Promise.all(urls.map((url) => fetch(`${url}/a`)));
      expect([time, answers.map(({ status }) => status)]).toEqual([time, statuses]);
    }
  });
});

describe('a request to a simulation', () => {
  it.each(['%zz', '%', '%E0%A4', '%00', '%2F', '%F0%9F%98', 'a%25b'])(
    'with %s in path and query is answered by both kinds',
    async (text) => {
      const { apis } = await open({
        rest: restApi([operation('GET /{a}'), operation('GET /up/{a}', { integration: upstream })]),
        http: api([route('GET /{a}'), route('GET /up/{a}', proxy({ uri: plain('https://backend.example/{a}') }))]),
      });
      for (const { url } of apis) {
        for (const path of ['', '/up']) expect((await fetch(`${url}${path}/${text}?q=${text}`)).status).toBe(200);
      }
    },
  );

  it.each([
    ['headers of 12 KB', { 'x-a': 'a'.repeat(12_000) }, '', [200, 431]],
    ['headers of 21 KB', { 'x-a': 'a'.repeat(21_000) }, '', [431, 431]],
    ['a query of 12 KB', {}, `?${'a'.repeat(12_000)}`, [414, 431]],
  ])('with %s meets the limit of its kind (Q-HDR)', async (_, headers, query, statuses) => {
    const { apis } = await open(both);
    const answers = await Promise.all(apis.map(({ url }) => fetch(`${url}/a${query}`, { headers })));
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  it('with a body that Lambda does not take is refused by both kinds, without a call (RT-LIM-LAMBDA)', async () => {
    const { apis } = await open({ rest: restApi([operation('POST /a')]), http: api([route('POST /a')]) });
    const body = Buffer.alloc(7 * 1024 * 1024, 'a');
    const answers = await Promise.all(apis.map(({ url }) => fetch(`${url}/a`, { method: 'POST', body })));
    expect(answers.map(({ status }) => status)).toEqual([413, 413]);
  });
});

describe('a simulation', () => {
  it('serves a REST API at its stage and an HTTP API at the root, and tells of each exchange', async () => {
    const { apis, log } = await open(both);
    expect(apis.map(({ kind }) => kind)).toEqual(['rest', 'http']);
    expect(apis[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
    for (const { url } of apis) expect((await fetch(`${url}/a`)).status).toBe(200);
    expect(log).toEqual(['rest /a', 'http /a']);
  });

  it('knows which stage variables have no value, in addresses, functions and authorizers', async () => {
    const served = {
      rest: restApi(
        [
          operation('GET /a', { integration: lambdaProxy('a-${stageVariables.alias}') }),
          operation('GET /b', { integration: httpProxy('https://${stageVariables.host}/${stageVariables.alias}') }),
        ],
        { authorizers: [lambdaAuthorizer('token', { uri: plain('guard-${stageVariables.guard}') })] },
      ),
      http: api([route('GET /a', proxy({ uri: plain('https://${stageVariables.host}') }))]),
    };
    const { apis } = await open(served, { stageVariables: { guard: 'live' } });
    expect(apis.map(({ missingVariables }) => missingVariables)).toEqual([['alias', 'host'], ['host']]);
  });

  it('serves other definitions in place of those before, at the same ports and stage', async () => {
    const simulation = await open(both, { stageVariables: { a: 'old' } });
    const urls = simulation.apis.map(({ url }) => url);
    const next: Served = { rest: restApi([operation('GET /b')]), http: api([route('GET /b', lambda())]) };
    const apis = await simulation.replace(next, { ...settings, stage: 'other', stageVariables: { a: 'new' } });
    expect(apis.map(({ url, routes }) => [url, routes.map((one) => one.route)])).toEqual(
      urls.map((url) => [url, ['GET /b']]),
    );
    for (const url of urls) {
      expect((await fetch(`${url}/b`)).status).toBe(200);
      expect([403, 404]).toContain((await fetch(`${url}/a`)).status);
    }
    const { stageVariables } = JSON.parse(await (await fetch(`${urls[0]}/b`)).text());
    expect(stageVariables).toEqual({ a: 'new' });
  });

  it.each([
    [
      'lacks one of the two',
      (): Served => ({ rest: restApi([operation('GET /b')]) }),
      {},
      'no longer describes what is served as an HTTP API',
    ],
    [
      'has a handler that is not there',
      () => both,
      { backends: [{ match: 'a', handler: 'none.mjs' }] },
      'no such handler file',
    ],
  ])('stays as it was when its successor %s', async (_, next, more, message) => {
    const simulation = await open(both);
    await expect(simulation.replace(next(), { ...settings, ...more })).rejects.toThrow(message);
    for (const { url } of simulation.apis) expect((await fetch(`${url}/a`)).status).toBe(200);
  });

  it('limits the routes of the HTTP API as its stage is to (RT-THR-429)', async () => {
    const httpStage: HttpStage = {
      ...{ stageVariables: {}, tags: {}, api: { tags: {} } },
      ...{ defaultRouteSettings: {}, routeSettings: { 'GET /a': { throttlingBurstLimit: 1, throttlingRateLimit: 0 } } },
    };
    const { apis } = await open({ http: api([route('GET /a', lambda()), route('GET /b', lambda())]), httpStage });
    const paths = ['/a', '/a', '/b', '/b'];
    const statuses = [];
    for (const path of paths) statuses.push((await fetch(`${apis[0]?.url}${path}`)).status);
    expect(statuses).toEqual([200, 429, 200, 200]);
  });

  it('serves what there is', async () => {
    const { http } = both;
    expect((await open(http ? { http } : {})).apis.map(({ kind }) => kind)).toEqual(['http']);
  });

  it('gives back the first port when the second one cannot be had', async () => {
    const { port, release } = await freeBeforeTaken();
    try {
      await expect(open(both, { port })).rejects.toThrow(Failure);
      await expect(fetch(`http://127.0.0.1:${port}/dev/a`)).rejects.toThrow();
    } finally {
      release();
    }
  });

  it.each(['', 'a/b', '$default', 'x'.repeat(129)])('refuses the stage %j', async (stage) => {
    await expect(open(both, { stage })).rejects.toThrow('A stage cannot be called');
  });

  it('loads handlers before it serves', async () => {
    const backends = [{ match: 'a', handler: 'none.mjs' }];
    await expect(open(both, { backends })).rejects.toThrow('There is no such handler file.');
  });
});

it('takes the tokens of a real issuer in place of its own, and shows none that would not pass', async () => {
  const issuer = 'https://issuer.example';
  const pair = await generateKeyPair('RS256', { extractable: true });
  const folder = await mkdtemp(join(tmpdir(), 'issuer-'));
  const keys = join(folder, 'keys.json');
  await writeFile(keys, JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k' }] }));
  const users: JwtAuthorizer = {
    ...{ kind: 'jwt', name: 'users', identitySource: '$request.header.Authorization' },
    ...{ issuer: plain(issuer), audience: [plain('web')] },
  };
  const served = { http: api([route('GET /', lambda(), behind('users'))], [users]) };
  const { apis } = await open(served, { issuers: [{ issuer, keys }] });
  expect(apis[0]?.tokens).toEqual([]);
  const token = await new SignJWT({ iss: issuer, aud: 'web', exp: 9e9 })
    .setProtectedHeader({ alg: 'RS256', kid: 'k' })
    .sign(pair.privateKey);
  const statusOf = async (authorization: string) =>
    (await fetch(`${apis[0]?.url}/`, { headers: { authorization } })).status;
  expect([await statusOf(`Bearer ${token}`), await statusOf(`Bearer ${token}x`)]).toEqual([200, 401]);
  await rm(folder, { recursive: true });
});
