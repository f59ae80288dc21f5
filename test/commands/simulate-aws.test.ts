import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject, jsonOf } from '../../src/model/index.js';
import { type AwsCli, awsCli } from '../aws-cli.js';
import { migrate } from '../command-line.js';
import { corpusShare } from '../corpus-share.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const definition = `${here}simulate-aws-api.yaml`;
const handler = `pets=${here}simulate-handler.mjs#pets`;

interface Running {
  process: ChildProcess;
  url: string;
  /** Lines of standard output so far. */
  lines(): JsonObject[];
  exit(): Promise<number | null>;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Runs `migrate simulate --aws` until it says where it listens. */
async function serve(...args: string[]): Promise<Running> {
  const all = [`${root}bin/run.js`, 'simulate', '--aws', '--port', '0', '--format', 'json', ...args];
  const child = spawn(process.execPath, all);
  started.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const lines = () =>
    stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => jsonOf(line))
      .filter(isObject);
  while (lines().length === 0) {
    if (child.exitCode !== null) throw new Error(`it ended: ${stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const exit = async () => {
    if (child.exitCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  return { process: child, url: String(lines()[0]?.['url']), lines, exit };
}

interface Answer {
  status: number | undefined;
  body: string;
}

/** Calls a path with a host of one's choice, as curl does with `-H Host:`. */
function call(url: string, { host, method = 'GET' }: { host?: string; method?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers: host === undefined ? {} : { host } }, async (incoming) =>
      resolve({ status: incoming.statusCode, body: await text(incoming) }),
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aws-endpoint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Takes a definition from one kind of API to the other with the AWS CLI and `migrate convert`. @returns the hosts of both */
async function moved(aws: AwsCli, source: string) {
  const { id } = await aws('apigateway', 'import-rest-api', '--body', `fileb://${source}`);
  const rest = ['--rest-api-id', String(id), '--stage-name', 'live'];
  await aws('apigateway', 'create-deployment', ...rest);
  const exported = join(folder, `${id}.json`);
  const form = ['--export-type', 'oas30', '--parameters', 'extensions=apigateway', '--accepts', 'application/json'];
  await aws('apigateway', 'get-export', ...rest, ...form, exported);
  const converted = join(folder, `${id}-http.yaml`);
  const { status, stderr } = await migrate(['convert', exported, '-o', converted]);
  expect(stderr && status === 0 ? 'converted' : stderr).toBe('converted');
  const { ApiId } = await aws('apigatewayv2', 'import-api', '--body', `file://${converted}`, '--fail-on-warnings');
  await aws('apigatewayv2', 'create-stage', '--api-id', String(ApiId), '--stage-name', '$default', '--auto-deploy');
  const host = (apiId: unknown) => `${apiId}.execute-api.us-east-1.amazonaws.com`;
  return { rest: { id: String(id), host: host(id) }, http: { id: String(ApiId), host: host(ApiId) }, exported };
}

describe('migrate simulate --aws', () => {
  it('takes an API from one kind to the other with the AWS CLI, and both answer alike', async () => {
    const running = await serve('--handler', handler);
    const aws = awsCli(running.url);
    const { rest, http } = await moved(aws, definition);
    for (const [method, path] of [
      ['GET', '/pets'],
      ['POST', '/pets/7?a=1'],
    ] as const) {
      const before = await call(`${running.url}/live${path}`, { method, host: rest.host });
      expect(before.status).toBe(200);
      expect(await call(`${running.url}${path}`, { method, host: http.host })).toEqual(before);
      const byPath = `${running.url}/restapis/${rest.id}/live/_user_request_${path}`;
      expect(await call(byPath, { method })).toEqual(before);
    }
    expect((await call(`${running.url}/live/shop`, { host: rest.host })).status).toBe(200);
    expect((await call(`${running.url}/shop`, { host: http.host })).status).toBe(200);
    expect((await aws('apigatewayv2', 'get-routes', '--api-id', http.id))['Items']).toHaveLength(3);
    await expect(aws('apigateway', 'get-stage', '--rest-api-id', rest.id, '--stage-name', 'x')).rejects.toThrow(
      'NotFoundException',
    );

    running.process.kill('SIGINT');
    expect(await running.exit()).toBe(0);
  });

  it('answers the AWS CLI for the services beside API Gateway', async () => {
    const { url } = await serve();
    const aws = awsCli(url);
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '123456789012' });
    const permission = ['--statement-id', 'a', '--action', 'lambda:InvokeFunction', '--principal', 'x.amazonaws.com'];
    await aws('lambda', 'add-permission', '--function-name', 'pets', ...permission);
    expect(String((await aws('lambda', 'get-policy', '--function-name', 'pets'))['Policy'])).toContain('"Sid":"a"');
    await expect(aws('cognito-idp', 'list-user-pool-clients', '--user-pool-id', 'us-east-1_a')).rejects.toThrow(
      'ResourceNotFoundException',
    );
    await expect(aws('apigateway', 'get-sdk-types')).rejects.toThrow('UnknownOperationException');
  });

  it('has the INPUTs as its APIs, and tells each call in lines of JSON that fit their published schema', async () => {
    const http = join(folder, 'http.yaml');
    await migrate(['convert', definition, '-o', http]);
    const { url, lines } = await serve(definition, http, '--stage', 'dev', '--handler', handler);
    const [first = {}] = lines();
    expect(first).toMatchObject({ type: 'endpoint', environment: { AWS_ENDPOINT_URL: url } });
    const apis = Array.isArray(first['apis']) ? first['apis'].filter(isObject) : [];
    expect(apis.map(({ kind, name, stage }) => [kind, name, stage])).toEqual([
      ['rest', 'Pets', 'dev'],
      ['http', 'Pets', 'dev'],
    ]);
    for (const api of apis) expect(await call(`${api['url']}/pets`)).toMatchObject({ status: 200 });
    await fetch(`${url}/restapis/nobody`);
    await fetch(`${url}/nothing`);
    await expect.poll(() => lines().length).toBe(5);
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(`${root}schemas/simulate.schema.json`, 'utf8')),
    );
    for (const line of lines()) expect(validate(line), JSON.stringify([line, validate.errors])).toBe(true);
    expect(lines().slice(1)).toMatchObject([
      { type: 'request', api: 'rest', apiId: apis[0]?.['apiId'], route: 'GET /pets', backends: ['pets'], status: 200 },
      { type: 'request', api: 'http', apiId: apis[1]?.['apiId'], route: 'GET /pets', backends: ['pets'], status: 200 },
      { type: 'call', operation: 'GetRestApi', status: 404, error: { code: 'NotFoundException' } },
      { type: 'call', operation: null, path: '/nothing', status: 404 },
    ]);
  });

  it('gives tokens that the authorizers of its first APIs let in', async () => {
    const { lines } = await serve(`${root}samples/orders/rest-api.yaml`);
    const [{ apis, tokens } = {}] = lines();
    const [api = {}] = Array.isArray(apis) ? apis.filter(isObject) : [];
    const token = (Array.isArray(tokens) ? tokens.filter(isObject) : []).find(({ use }) => use === 'access')?.['token'];
    const status = async (authorization: string) =>
      (await fetch(`${api['url']}/orders`, { headers: { authorization } })).status;
    expect([await status('nobody'), await status(String(token))]).toEqual([401, 200]);
  });

  it('keeps its state through kill -9, and imports an INPUT once', async () => {
    const state = join(folder, 'state.json');
    const before = await serve(definition, '--state', state);
    const made = await fetch(`${before.url}/v2/apis`, {
      method: 'POST',
      body: '{"name":"kept","protocolType":"HTTP"}',
    });
    expect(made.status).toBe(201);
    before.process.kill('SIGKILL');
    await before.exit();
    const after = await serve(definition, '--state', state);
    expect(after.lines()[0]?.['apis']).toHaveLength(1);
    const { items } = (await (await fetch(`${after.url}/v2/apis`)).json()) as { items: JsonObject[] };
    expect(items.map(({ name }) => name)).toEqual(['kept']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.state'))).toEqual([]);
  });

  it('answers on Ctrl-C what is under way, and ends', async () => {
    const slow = join(folder, 'slow.mjs');
    writeFileSync(slow, 'export const late = () => new Promise((end) => setTimeout(end, 400, { statusCode: 200 }));');
    const running = await serve(definition, '--handler', `pets=${slow}#late`);
    const apis = running.lines()[0]?.['apis'];
    const [api = {}] = Array.isArray(apis) ? apis.filter(isObject) : [];
    const answer = call(`${api['url']}/pets`);
    await new Promise((resolve) => setTimeout(resolve, 150));
    running.process.kill('SIGINT');
    expect((await answer).status).toBe(200);
    expect(await running.exit()).toBe(0);
  });

  it.each([
    ['another file', '{"openapi":"3.0.1"}', 'This is not the state of an embedded AWS endpoint.'],
    ['half a file', '{"format":"apigw-migrate/aws-endpoint","vers', 'This is not the state'],
    ['that of another version', '{"format":"apigw-migrate/aws-endpoint","version":2}', 'The state has version 2'],
    [
      'one that was edited',
      '{"format":"apigw-migrate/aws-endpoint","version":1,"seeds":[],"domainNames":3}',
      'The state is broken: domainNames',
    ],
  ])('refuses %s as its state, and leaves it as it is', async (_, content, message) => {
    const state = join(folder, 'foreign.json');
    writeFileSync(state, content);
    const { status, stderr } = await migrate(['simulate', '--aws', '--port', '0', '--state', state]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(readFileSync(state, 'utf8')).toBe(content);
  });

  it.each([
    ['nothing to serve', ['simulate'], 'There is no INPUT to serve.'],
    ['two definitions without --aws', ['simulate', definition, definition], 'One INPUT can be served, not 2.'],
    ['--state without --aws', ['simulate', definition, '--state', 'x'], '--aws'],
    ['--kind with --aws', ['simulate', '--aws', '--kind', 'rest'], '--kind'],
    ['a state in a folder that is not there', ['simulate', '--aws', '--state', '/nowhere/x'], 'cannot be written'],
  ])('says what is wrong with %s', async (_, args, message) => {
    const { status, stderr } = await migrate(args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('tells what AWS would refuse of an INPUT', async () => {
    const file = join(folder, 'empty.json');
    writeFileSync(file, '{"openapi":"3.0.1","info":{"title":"Empty","version":"1"},"paths":{}}');
    const { status, stderr } = await migrate(['simulate', '--aws', '--port', '0', file]);
    expect([status, stderr]).toEqual([3, expect.stringContaining("The REST API doesn't contain any methods")]);
  });
});

/** Real definitions, where they are at hand, that can move without a decision. */
const corpus = fileURLToPath(new URL('../../../shared/corpus/openapi/', import.meta.url));
/** With the status that both give to whoever brings no credentials: the first wants a signature of IAM. */
const movable: Record<string, number> = { '012-': 403, '022-': 200, '043-': 200, '059-': 200, '061-': 200 };
const all = (existsSync(corpus) ? readdirSync(corpus) : []).flatMap((name) => {
  const status = movable[name.slice(0, 4)];
  return status === undefined ? [] : [[name, status] as const];
});

const files = corpusShare(all);

describe.runIf(files.length > 0)('real definitions', () => {
  it.each(files)('%s: every method answers alike before and after', async (file, status) => {
    const running = await serve();
    const { rest, http, exported } = await moved(awsCli(running.url), join(corpus, file));
    const { paths }: { paths: Record<string, JsonObject> } = JSON.parse(readFileSync(exported, 'utf8'));
    const methods = Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((verb) => [verb, path]));
    expect(methods).not.toHaveLength(0);
    for (const [verb = '', path = ''] of methods) {
      const method = verb === 'x-amazon-apigateway-any-method' ? 'PUT' : verb.toUpperCase();
      const filled = path.replaceAll(/\{[^}]+\}/g, 'a');
      const before = await call(`${running.url}/live${filled}`, { method, host: rest.host });
      const after = await call(`${running.url}${filled}`, { method, host: http.host });
      expect([verb, path, before.status, after.status]).toEqual([verb, path, status, status]);
    }
  });
});
