import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import schema from '../../schemas/diff.schema.json' with { type: 'json' };
import Convert from '../../src/commands/convert.js';
import Diff from '../../src/commands/diff.js';
import { openSimulation, type Simulation } from '../../src/gateway/simulation/simulation.js';
import { readHttpApi } from '../../src/openapi/http/read-http-api.js';
import { parseDocument } from '../../src/openapi/parse.js';
import { readRestApi } from '../../src/openapi/rest/read-rest-api.js';
import { runCommand } from '../run-command.js';

const validate = new Ajv({ allowUnionTypes: true, formats: { 'date-time': true } }).compile(schema);
const lambda = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;
const integration = {
  'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: lambda('pets') },
};
const guard = {
  type: 'apiKey',
  name: 'X-Token',
  in: 'header',
  'x-amazon-apigateway-authtype': 'custom',
  'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: lambda('guard'), authorizerResultTtlInSeconds: 0 },
};
const definition = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  securityDefinitions: { guard },
  paths: {
    '/pets': { get: integration, post: integration },
    '/pets/{id}': { get: integration },
    '/mine': { get: { ...integration, security: [{ guard: [] }] } },
  },
};

let folder: string;
let files: [string, string];
let simulation: Simulation;
let urls: { rest: string; http: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-'));
  files = [join(folder, 'rest.json'), join(folder, 'http.yaml')];
  await writeFile(files[0], JSON.stringify(definition));
  await runCommand(Convert, files[0], '-o', files[1]);
  const rest = await readRestApi(parseDocument({ file: files[0], text: JSON.stringify(definition) }));
  const { httpApi } = readHttpApi(parseDocument({ file: files[1], text: await readFile(files[1], 'utf8') }));
  const handlers = fileURLToPath(new URL('live-handler.mjs', import.meta.url));
  const backends = [
    { match: 'pets', handler: `${handlers}#handler`, inProcess: true },
    { match: 'guard', handler: `${handlers}#guard`, inProcess: true },
  ];
  simulation = await openSimulation(
    { rest, http: httpApi },
    { port: 0, stage: 'prod', stageVariables: {}, apiKeys: [], backends, http: 'echo' },
    { onExchange: () => {}, onFailure: () => {} },
  );
  const [restUrl = '', httpUrl = ''] = simulation.apis.map(({ url }) => url);
  urls = { rest: restUrl, http: httpUrl };
});
afterAll(async () => {
  await simulation.close();
  await rm(folder, { recursive: true });
});

async function run(flags: string[], { rest, http } = urls) {
  const live = ['--rest-url', rest, '--http-url', http, '--rate', '1000'];
  const outcome = await runCommand(Diff, ...files, ...live, ...flags);
  return outcome;
}

async function compared(flags: string[] = [], at = urls) {
  const { stdout, stderr, code } = await run([...flags, '--format', 'json'], at);
  const result = JSON.parse(stdout);
  expect([validate(result), validate.errors]).toEqual([true, null]);
  const differences: Record<string, string>[] = result.differences;
  const unexplained = differences
    .filter(({ rule }) => rule === null)
    .map((one) => `${one['class']} ${one['aspect']} ${one['route']}`);
  return { result, unexplained, stdout, stderr, code };
}

/** A server in place of one API, that answers so. */
async function instead(answer: (path: string) => { status: number; body: string }) {
  const seen: string[] = [];
  const server = createServer(({ method, url = '' }, outgoing) => {
    seen.push(`${method} ${url}`);
    const { status, body } = answer(url);
    outgoing.writeHead(status, { 'content-type': 'application/json', 'apigw-requestid': 'AbCdEfGhIjKlMnO=' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has such an address.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, seen, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

describe('migrate diff --rest-url --http-url', () => {
  it('explains all that differs between an API and its conversion, and takes counters and times for noise', async () => {
    const { result, unexplained, code } = await compared();
    expect([unexplained, code]).toEqual([[], 0]);
    expect(result.noise.map(({ aspect }: { aspect: string }) => aspect)).toEqual(
      expect.arrayContaining(['reply.body.count', 'reply.headers.etag']),
    );
    expect(result.differences.map(({ rule }: { rule: string }) => rule)).toEqual(
      expect.arrayContaining(['behaviour/unknown-route', 'behaviour/response-headers', 'behaviour/trailing-slash']),
    );
    const left = result.notCompared.map(({ feature }: { feature: string }) => feature);
    expect(left).toEqual(
      expect.arrayContaining([
        'POST: not sent without --allow-writes',
        'methods that ask for X-Token: give it by --header-from-env',
        expect.stringContaining('not seen from outside'),
      ]),
    );
  });

  it('sends the credentials of the environment, and no report shows them', async () => {
    process.env['LIVE_TOKEN'] = 'live-secret-token';
    try {
      const flags = ['--header-from-env', 'X-Token=LIVE_TOKEN'];
      const { result, code } = await compared(flags);
      expect(code).toBe(0);
      expect(result.notCompared.map(({ feature }: { feature: string }) => feature).join()).not.toContain('X-Token');
      for (const format of ['text', 'json', 'markdown', 'html', 'junit']) {
        const { stdout, stderr } = await run([...flags, '--format', format]);
        expect(`${stdout}${stderr}`).not.toContain('live-secret-token');
      }
    } finally {
      process.env['LIVE_TOKEN'] = undefined;
    }
  });

  it('sends writes where they are allowed', async () => {
    const { result } = await compared(['--allow-writes']);
    expect(JSON.stringify(result.notCompared)).not.toContain('--allow-writes');
  });

  it('ends with 1 where replies differ and no rule foretold it', async () => {
    const other = await instead((path) =>
      path === '/pets' ? { status: 200, body: '{"name":"dog"}' } : { status: 404, body: '{"message":"Not Found"}' },
    );
    const { unexplained, code } = await compared([], { ...urls, http: other.url });
    expect(code).toBe(1);
    expect(unexplained).toEqual(
      expect.arrayContaining(['breaking reply.body GET /pets', 'breaking reply.status GET /pets/{id}']),
    );
    await other.close();
  });

  it('finds, as security, that somebody gets in who was kept out', async () => {
    const open = await instead(() => ({ status: 200, body: '{"name":"cat"}' }));
    const { unexplained, code } = await compared([], { ...urls, http: open.url });
    expect([unexplained, code]).toEqual([expect.arrayContaining(['security authorization GET /mine']), 1]);
    await open.close();
  });

  it('sends nothing but GET, HEAD and OPTIONS by itself', async () => {
    const server = await instead(() => ({ status: 404, body: '{"message":"Not Found"}' }));
    await compared([], { rest: server.url, http: server.url });
    expect(server.seen.length).toBeGreaterThan(3);
    expect(server.seen.filter((line) => !/^(?:GET|HEAD|OPTIONS) /.test(line))).toEqual([]);
    await server.close();
  });

  it('ends with 4 where an API cannot be reached, and shows no result', async () => {
    const gone = await instead(() => ({ status: 200, body: '' }));
    await gone.close();
    const { stdout, stderr, code } = await run([], { ...urls, http: gone.url });
    expect([stdout, code]).toEqual(['', 4]);
    expect(stderr).toContain(`The HTTP API cannot be called at ${gone.url}: nothing listens there.`);
  });

  it.each<[string, string[], string]>([
    ['one address only', ['--rest-url', 'https://a.example'], '--http-url'],
    [
      'what is no address',
      ['--rest-url', 'a.example', '--http-url', 'https://b.example'],
      '--rest-url is no address of an API',
    ],
    [
      'an address with a password',
      ['--rest-url', 'https://u:geheim@a.example', '--http-url', 'https://b.example'],
      'no address',
    ],
    ['flags of live APIs without any', ['--allow-writes'], '--rest-url'],
    ...(
      [
        ['a variable that is not set', 'X-A=NOT_SET_ANYWHERE', 'NOT_SET_ANYWHERE is not set'],
        ['a value in place of a variable', 'Authorization: Bearer geheim', '--header-from-env takes'],
        ['a header of the connection', 'Host=HOME', '--header-from-env takes'],
      ] as const
    ).map(([name, flag, words]): [string, string[], string] => [
      name,
      ['--rest-url', 'https://a.example', '--http-url', 'https://b.example', '--header-from-env', flag],
      words,
    ]),
  ])('refuses %s, with 2 and without a call', async (_, flags, words) => {
    const { stdout, stderr, code } = await runCommand(Diff, ...files, ...flags);
    expect([stdout, code]).toEqual(['', 2]);
    if (stderr !== '') expect(stderr).toContain(words);
    expect(stderr).not.toContain('geheim');
  });
});
