import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import schema from '../../schemas/diff.schema.json' with { type: 'json' };
import Diff from '../../src/commands/diff.js';
import { openSimulation } from '../../src/gateway/simulation/simulation.js';
import { openBrowser } from '../browser.js';
import { restApi as readApi } from '../diff/definitions.js';
import { runCommand } from '../run-command.js';

const integration = {
  type: 'aws_proxy',
  httpMethod: 'POST',
  uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:shop/invocations',
};
const method = { 'x-amazon-apigateway-integration': integration };
const guarded = { ...method, security: [{ guard: [] }] };
const guard = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: integration.uri },
};
const rest = {
  swagger: '2.0',
  info: { title: 'Shop', version: '1' },
  securityDefinitions: { guard },
  paths: {
    '/orders': { get: guarded, post: guarded },
    '/orders/{id}': { get: guarded },
    '/health': { get: method },
  },
};

let folder: string;
let restFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-traffic-'));
  restFile = await written('rest.json', JSON.stringify(rest));
});

async function written(name: string, content: string | Buffer): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}

async function lines(name: string, ...requests: unknown[]): Promise<string> {
  return written(
    name,
    requests.map((request) => (typeof request === 'string' ? request : JSON.stringify(request))).join('\n'),
  );
}

interface Row {
  rule: string | null;
  aspect: string;
  count: number;
  share?: number;
}

async function diffOf(...argv: string[]) {
  const { stdout, stderr, code } = await runCommand(Diff, restFile, ...argv, '--format', 'json');
  const result = JSON.parse(stdout || '{}');
  const rows: Row[] = result.differences ?? [];
  const row = (rule: string, aspect: string) => rows.find((one) => one.rule === rule && one.aspect === aspect);
  return { result, row, stdout, stderr, code };
}

describe('migrate diff with the REST API alone', () => {
  it('compares it with what convert makes of it, and lists what stays', async () => {
    const stays = { ...rest.paths['/health'].get, 'x-amazon-apigateway-integration': { ...integration, type: 'aws' } };
    const file = await written(
      'stays.json',
      JSON.stringify({ ...rest, paths: { ...rest.paths, '/old': { get: stays } } }),
    );
    const { stdout, code } = await runCommand(Diff, file, '--format', 'json');
    const result = JSON.parse(stdout);
    expect([code, result.unexplained]).toEqual([0, 0]);
    expect(result.staying).toEqual(['GET /old']);
    expect(result).not.toHaveProperty('traffic');
    expect((await runCommand(Diff, file)).stdout).toMatch(/^routes\/stays$[\s\S]*GET \/old/m);
  });
});

describe('migrate diff --traffic', () => {
  it('says what share of the recorded requests shows a difference', async () => {
    const file = await lines(
      'share.jsonl',
      { method: 'GET', path: '/health', headers: {}, status: 200, requests: 876 },
      { method: 'GET', path: '/health/', headers: {}, status: 200, requests: 124 },
    );
    const { result, row, code } = await diffOf('--traffic', file);
    expect(code).toBe(0);
    expect(row('behaviour/trailing-slash', 'reply.status')).toMatchObject({ share: 0.124 });
    expect(row('behaviour/unknown-route', 'reply.status')).toMatchObject({ share: 0 });
    expect(result.recorded.requests).toBe(1000);
    expect(result.recorded.same).toBe(876);
    const { stdout } = await runCommand(Diff, restFile, '--traffic', file);
    expect(stdout).toMatch(/reply\.status: 200 -> 404.*\s.*12\.4 %/);
    expect(stdout).toContain('Of 1000 recorded requests, 87.6 % get the same reply from both, ids aside.');
    expect((await runCommand(Diff, restFile)).stdout).not.toMatch(/\d %/);
  });

  it('fits the published schema, and gives the same bytes twice', async () => {
    const file = await lines('twice.jsonl', { method: 'GET', path: '/health', status: 200 }, 'broken');
    const [one, other] = [await diffOf('--traffic', file), await diffOf('--traffic', file)];
    expect(one.stdout).toBe(other.stdout);
    const ajv = new Ajv({ allowUnionTypes: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(one.result) || validate.errors).toBe(true);
  });

  it('sends one request for each shape, with the stage taken off', async () => {
    const file = await lines(
      'shapes.jsonl',
      ...Array.from({ length: 30 }, (_, index) => ({
        method: 'GET',
        path: `/prod/orders/${index}?page=${index}`,
        headers: {},
        status: 200,
      })),
    );
    const { result } = await diffOf('--traffic', file);
    expect(result.traffic).toEqual([
      { name: `${file} (JSON lines)`, requests: 30, broken: 0, shapes: 1, notSent: 0, unrecorded: [] },
    ]);
    expect(result.recorded).toEqual({ requests: 30, same: 30 });
  });

  it('lets in who was let in, and refuses who was refused, whatever was recorded of credentials', async () => {
    const file = await lines(
      'callers.jsonl',
      { method: 'GET', path: '/orders', headers: {}, status: 200, requests: 3 },
      { method: 'GET', path: '/orders', headers: { Authorization: 'Bearer gone' }, status: 403, requests: 5 },
    );
    const { row } = await diffOf('--traffic', file);
    expect(row('authorizers/token', 'authorizer.event.type')).toMatchObject({ share: 0.375 });
  });

  it('shows what the method asks for that REST takes a call for by its header', async () => {
    const api = { ...rest, paths: { '/mixed': { get: method, post: guarded } } };
    const file = await lines('overridden.jsonl', {
      ...{ method: 'GET', path: '/mixed', headers: { 'X-HTTP-Method-Override': 'POST' }, status: 200, requests: 4 },
    });
    const flags = ['--traffic', file, '--format', 'json'];
    const { stdout } = await runCommand(Diff, await written('mixed.json', JSON.stringify(api)), ...flags);
    const recorded = JSON.parse(stdout).differences.filter(({ share }: Row) => share === 1);
    expect(recorded).toContainEqual(
      expect.objectContaining({ rule: 'behaviour/method-override', aspect: 'route', rest: 'POST /mixed' }),
    );
    // Whoever got an answer gets one again, so the events can be compared: of a call that REST refuses there is none.
    expect(recorded.map(({ aspect }: Row) => aspect)).toContain('event.httpMethod');
  });

  it('lets a backend fail again that failed', async () => {
    const file = await lines(
      'failed.jsonl',
      { method: 'GET', path: '/health', headers: {}, status: 502, requests: 1 },
      { method: 'GET', path: '/health', headers: {}, status: 504, requests: 1 },
      { method: 'GET', path: '/health', headers: {}, status: 200, requests: 2 },
    );
    const { row } = await diffOf('--traffic', file);
    expect(row('behaviour/error-responses', 'reply.status')).toMatchObject({ share: 0.5 });
  });

  it('shows nothing of what callers said', async () => {
    const secret = 'Zx81Kq77Lp02Mn46Vb93';
    const file = await lines('secrets.jsonl', {
      method: 'POST',
      path: `/orders/${secret}/items/?api_key=${secret}&next=${secret}`,
      headers: { Authorization: `Bearer ${secret}`, Cookie: `sid=${secret}`, 'X-Partner': secret },
      body: { password: secret },
      status: 200,
    });
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout, stderr } = await runCommand(Diff, restFile, '--traffic', file, '--format', format);
      expect(stdout).toContain('secrets.jsonl');
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  const clf = (request: string, status: number) =>
    `203.0.113.7 - - [10/Nov/2026:10:00:00 +0000] "${request} HTTP/1.1" ${status} 512 c6af9ac6-7b61-11e6-9a41-93e8deadbeef`;
  const logged = (resourcePath: string, status: string) =>
    JSON.stringify({
      requestId: 'c6af',
      ip: '203.0.113.7',
      httpMethod: 'GET',
      resourcePath,
      status,
      protocol: 'HTTP/1.1',
    });
  const csv = (path: string, status: number) =>
    `203.0.113.7,-,-,10/Nov/2026:10:00:00 +0000,GET,${path},HTTP/1.1,${status},512,c6af9ac6-7b61-11e6-9a41-93e8deadbeef`;
  const xml = (path: string, status: number) =>
    `<request id="c6af"> <ip>203.0.113.7</ip> <caller>-</caller> <user>-</user> <requestTime>10/Nov/2026:10:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>${path}</resourcePath> <status>${status}</status> <protocol>HTTP/1.1</protocol> <responseLength>512</responseLength> </request>`;

  it.each([
    ['CLF', clf('GET /orders/{id}', 200), clf('GET /orders', 403)],
    ['JSON', logged('/orders/{id}', '200'), logged('/orders', '403')],
    ['CSV', csv('/orders/{id}', 200), csv('/orders', 403)],
    ['XML', xml('/orders/{id}', 200), xml('/orders', 403)],
  ])('reads access logs in %s, and says what they do not tell', async (format, passed, refused) => {
    const file = await lines(`access-${format}.log`, passed, passed, passed, refused, '%%%');
    const { result, row, code } = await diffOf('--traffic', file);
    expect([code, result.unexplained]).toEqual([0, 0]);
    expect(result.traffic).toMatchObject([
      {
        name: expect.stringContaining(format),
        requests: 4,
        broken: 1,
        firstBroken: { file, line: 5 },
        shapes: 2,
        unrecorded: ['query', 'headers', 'body', 'credentials'],
      },
    ]);
    expect(row('authorizers/token', 'authorizer.event.type')).toMatchObject({ share: 0.75 });
  });

  it('reads a folder of several formats, packed or not, as one source for each', async () => {
    const mixed = join(folder, 'mixed');
    await mkdir(join(mixed, '2026'), { recursive: true });
    await writeFile(join(mixed, '2026/a.gz'), gzipSync(`${clf('GET /health', 200)}\n`.repeat(10)));
    await writeFile(join(mixed, 'b.jsonl'), '{"method":"GET","path":"/health","status":200}');
    await writeFile(join(mixed, '.hidden'), 'no log');
    const { result } = await diffOf('--traffic', mixed);
    expect(result.traffic.map(({ name, requests }: { name: string; requests: number }) => [name, requests])).toEqual([
      [`${mixed} (JSON lines)`, 1],
      [expect.stringMatching(/CLF/), 10],
    ]);
  });

  it.each([
    ['a log of an unknown format', 'some words\nof nobody\n', /unknown\.log:1/],
    ['an empty file', '', /unknown\.log: The file is empty/],
  ])('refuses %s with 3, and the place', async (_, content, words) => {
    const file = await written('unknown.log', content);
    const { stdout, stderr, code } = await runCommand(Diff, restFile, '--traffic', file);
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toMatch(words);
  });

  it('reads what a browser recorded of calls to the simulated REST API', async () => {
    const { log, calls } = await recordedByBrowser(join(folder, 'browser.har'));
    expect(log).toContain('Bearer allow-me-in');
    const { result, row, stdout } = await diffOf('--traffic', join(folder, 'browser.har'));
    expect(stdout).not.toContain('allow-me-in');
    expect(result.unexplained).toBe(0);
    expect(result.traffic).toMatchObject([{ requests: calls, broken: 0, notSent: 0, unrecorded: [] }]);
    expect(row('behaviour/trailing-slash', 'reply.status')?.share).toBeCloseTo(1 / calls, 5);
  });
});

/** A page of the simulated REST API calls it: as a browser does, with what a browser sends. */
async function recordedByBrowser(har: string): Promise<{ log: string; calls: number }> {
  const simulation = await openSimulation(
    { rest: await readApi({ securityDefinitions: rest.securityDefinitions, paths: rest.paths }) },
    { port: 0, stage: 'dev', stageVariables: {}, apiKeys: [], backends: [], http: 'echo' },
    { onExchange: () => {}, onFailure: () => {}, view: async () => ({ page: '' }) as never },
  );
  const browser = await openBrowser();
  try {
    const url = simulation.apis[0]?.url ?? '';
    const context = await browser.newContext({ recordHar: { path: har, content: 'omit' } });
    const page = await context.newPage();
    await page.goto(`${url}/health`);
    await page.evaluate(`(async () => {
      const headers = { Authorization: 'Bearer allow-me-in', 'Content-Type': 'application/json' };
      await fetch(${JSON.stringify(`${url}/orders/7?expand=lines`)}, { headers });
      await fetch(${JSON.stringify(`${url}/orders`)}, { method: 'POST', headers, body: '{"sku":"a"}' });
      await fetch(${JSON.stringify(`${url}/health/`)});
    })()`);
    await context.close();
    const log = await readFile(har, 'utf8');
    return { log, calls: JSON.parse(log).log.entries.length };
  } finally {
    await browser.close();
    await simulation.close();
  }
}

describe('migrate diff --requests', () => {
  it('sends what is written, with the credentials that are asked for, and counts weights as traffic', async () => {
    const file = await written(
      'requests.yaml',
      `requests:
  - { method: GET, path: /orders, weight: 3 }
  - { name: a stranger, method: GET, path: /orders, credentials: wrong, weight: 1 }
  - method: POST
    path: /orders?draft=true
    query: { tag: [a b, 2] }
    headers: { X-Tag: [one, two] }
    body: { items: [] }
    credentials: [guard]
  - { method: GET, path: /nowhere, credentials: none }
`,
    );
    const { result, row, code } = await diffOf('--requests', file);
    expect([code, result.unexplained, result.recorded.requests]).toEqual([0, 0, 4]);
    expect(row('authorizers/token', 'authorizer.event.type')).toMatchObject({ share: 1 });
    expect(row('behaviour/refusals', 'reply.body')).toMatchObject({ share: 0.25 });
  });

  it('names file, line and column of everything that is wrong', async () => {
    const file = await written(
      'wrong.yaml',
      'requests:\n  - { method: get, path: orders }\n  - { methd: GET, path: /a }\n',
    );
    const { stdout, stderr, code } = await runCommand(Diff, restFile, '--requests', file);
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toContain(`${file}:2:7`);
    expect(stderr).toContain(`${file}:3:7`);
    expect(stderr).toContain('Did you mean `method`?');
  });

  it('does not show a credential that somebody wrote down', async () => {
    const secret = 'Bearer Zx81Kq77Lp02Mn46Vb93';
    const file = await written(
      'secret.yaml',
      `requests: [{ method: GET, path: /health/, headers: { Authorization: ${secret} } }]`,
    );
    for (const format of ['text', 'markdown', 'json']) {
      const { stdout } = await runCommand(Diff, restFile, '--requests', file, '--format', format);
      expect(stdout).not.toContain('Zx81Kq77Lp02Mn46Vb93');
    }
  });
});
