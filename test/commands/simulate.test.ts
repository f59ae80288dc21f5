import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const restApi = `${here}simulate-api.yaml`;
const httpApi = `${here}simulate-http-api.yaml`;
const handler = `${here}simulate-handler.mjs`;

/** Runs the command as `bin` does, from the sources. */
const entry = `
  const { default: Simulate } = await import(${JSON.stringify(pathToFileURL(`${root}src/commands/simulate.ts`).href)});
  const { failureText } = await import(${JSON.stringify(pathToFileURL(`${root}src/cli/failure-text.ts`).href)});
  const { exitCodeOf } = await import(${JSON.stringify(pathToFileURL(`${root}src/cli/exit-codes.ts`).href)});
  try {
    await Simulate.run(process.argv.slice(1), ${JSON.stringify(root)});
  } catch (error) {
    if (error.name !== 'Failure') throw error;
    process.stderr.write(failureText(error));
    process.exitCode = exitCodeOf(error.kind);
  }
`;

interface Running {
  process: ChildProcess;
  stdout: string;
  stderr: string;
}

const started: Running[] = [];
afterEach(() => {
  for (const { process: child } of started.splice(0)) child.kill('SIGKILL');
});

function simulate(...args: string[]): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', entry, '--', ...args], {
    cwd: root,
  });
  const running: Running = { process: child, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (running.stdout += chunk));
  child.stderr.on('data', (chunk) => (running.stderr += chunk));
  started.push(running);
  return running;
}

/** @returns what `found` finds on stdout, as soon as it is there. */
function printed(running: Running, found: RegExp): Promise<string> {
  return printedTo(running, 'stdout', found);
}

async function printedTo(running: Running, stream: 'stdout' | 'stderr', found: RegExp): Promise<string> {
  for (;;) {
    const match = found.exec(running[stream])?.[0];
    if (match !== undefined) return match;
    if (running.process.exitCode !== null) throw new Error(`it ended: ${running.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function exitOf({ process: child }: Running): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** @returns the addresses of the REST and the HTTP API, where they are served. */
async function addresses(running: Running) {
  await printed(running, /Press Ctrl-C to stop\./);
  return {
    rest: /REST API .* on (http\S+)/.exec(running.stdout)?.[1],
    http: /HTTP API .* on (http\S+)/.exec(running.stdout)?.[1],
  };
}

/** @returns the status, and whether the connection had been used before */
function statusOf(url: string, agent: Agent): Promise<{ status: number | undefined; reused: boolean }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { agent }, async (incoming) => {
      await text(incoming);
      resolve({ status: incoming.statusCode, reused: outgoing.reusedSocket });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const authorization = (value: string) => ({ headers: { authorization: value } });

describe('migrate simulate', () => {
  it('serves both APIs, says what answers, logs each request, and ends with 0 on Ctrl-C', async () => {
    const running = simulate(restApi, '--port', '0', '--stage', 'dev', '--handler', `pets=${handler}#pets`);
    const { rest, http } = await addresses(running);
    expect(rest).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
    expect(http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    expect(running.stdout).toMatch(/GET \/pets +open +\S*simulate-handler\.mjs#pets/);
    expect(running.stdout).toMatch(/GET \/pets\/\{id\} +guard +echo \(made up\)/);
    expect(running.stdout).toMatch(/POST \/pets +API key /);
    expect(running.stdout).toContain('Echo answers are made up');
    expect(running.stderr.match(/POST \/pets/g)).toHaveLength(1);
    expect(running.stderr).toMatch(/POST \/pets +access\/api-key\n/);

    expect(await (await fetch(`${rest}/pets`)).text()).toBe('pets at /pets');
    expect(await (await fetch(`${http}/pets`)).text()).toBe('pets at /pets');
    expect((await fetch(`${rest}/nothing`)).status).toBe(403);
    expect((await fetch(`${http}/nothing`)).status).toBe(404);
    expect((await fetch(`${http}/pets`, { method: 'POST' })).status).toBe(404);
    for (const url of [rest, http]) {
      expect((await fetch(`${url}/pets/1`, authorization('allow'))).status).toBe(200);
      expect((await fetch(`${url}/pets/1?key=hidden`, authorization('secret-token'))).status).toBe(403);
    }
    await printed(running, /HTTP {2}GET \/pets\/1 .*403/);
    expect(running.stdout).toMatch(
      /REST {2}GET \/pets {2}route: GET \/pets {2}auth: open {2}backend: pets {2}200 {2}\d+ ms/,
    );
    expect(running.stdout).toMatch(
      /HTTP {2}GET \/pets\/1 {2}route: GET \/pets\/\{id\} {2}auth: allowed by guard {2}backend: guard, one-pet {2}200/,
    );
    expect(running.stdout).not.toContain('secret-token');
    expect(running.stdout).not.toContain('hidden');

    running.process.kill('SIGINT');
    expect(await exitOf(running)).toBe(0);
  });

  it('serves the REST API alone, with a key and tokens that pass', async () => {
    const running = simulate(restApi, '--kind', 'rest', '--port', '0', '--api-key', 'my-test-key');
    const { rest, http } = await addresses(running);
    expect(http).toBeUndefined();
    expect(running.stderr).not.toContain('HTTP API');
    const post = (key: string) => fetch(`${rest}/pets`, { method: 'POST', headers: { 'x-api-key': key } });
    expect([(await post('my-test-key')).status, (await post('other')).status]).toEqual([200, 403]);
    const token = /users \(id\) (\S+)/.exec(running.stdout)?.[1] ?? '';
    expect((await fetch(`${rest}/me`, authorization(token))).status).toBe(200);
    expect((await fetch(`${rest}/me`, authorization(`${token}x`))).status).toBe(401);
    running.process.kill('SIGTERM');
    expect(await exitOf(running)).toBe(0);
  });

  it('goes on when a handler throws where nobody waits, and tells of it', async () => {
    const running = simulate(
      restApi,
      '--kind',
      'rest',
      '--port',
      '0',
      '--handler',
      `pets=${handler}#strays`,
      '--in-process',
    );
    const { rest } = await addresses(running);
    for (const time of ['first', 'second']) {
      expect([time, (await fetch(`${rest}/pets`)).status]).toEqual([time, 200]);
      await printedTo(running, 'stderr', /stray promise[\s\S]*stray in a timer/);
      running.stderr = '';
    }
    running.process.kill('SIGINT');
    expect(await exitOf(running)).toBe(0);
  });

  it('converts with the decisions of file and flags', async () => {
    const accepted = simulate(restApi, '--kind', 'http', '--port', '0', '--accept', 'access/api-key');
    const { http } = await addresses(accepted);
    expect((await fetch(`${http}/pets`, { method: 'POST' })).status).toBe(200);
    expect(accepted.stderr).not.toContain('POST /pets');
  });

  it('tells of routes that are not simulated, and answers them with 501', async () => {
    const running = simulate(`${here}simulate-not-simulated.yaml`, '--kind', 'rest', '--port', '0');
    const { rest } = await addresses(running);
    expect(running.stdout).toMatch(
      /GET \/pets +open +not simulated: integration type aws with a uri that a placeholder hides \(501\)/,
    );
    expect(running.stdout).toContain('is answered with 501');
    expect(running.stdout).not.toMatch(/[Ee]cho/);
    expect((await fetch(`${rest}/pets`)).status).toBe(501);
  });

  it('serves an HTTP API from its own definition, with tokens that pass', async () => {
    const running = simulate(httpApi, '--port', '0');
    const { rest, http } = await addresses(running);
    expect(rest).toBeUndefined();
    const token = /users \(access\) (\S+)/.exec(running.stdout)?.[1] ?? '';
    expect((await fetch(`${http}/pets`, authorization(`Bearer ${token}`))).status).toBe(200);
    expect((await fetch(`${http}/pets`)).status).toBe(401);
    running.process.kill('SIGINT');
    expect(await exitOf(running)).toBe(0);
  });

  it('writes lines of JSON that fit their published schema', async () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
      JSON.parse(readFileSync(`${root}schemas/simulate.schema.json`, 'utf8')),
    );
    const running = simulate(restApi, '--port', '0', '--format', 'json', '--handler', `pets=${handler}#pets`);
    const { apis } = JSON.parse(await printed(running, /^\{.*\}\n/));
    const [rest, http] = apis.map(({ url }: { url: string }) => url);
    await fetch(`${rest}/pets?key=hidden`);
    await fetch(`${http}/pets/1`, authorization('secret-token'));
    await fetch(`${http}/nothing`);
    await printed(running, /nothing.*\n/);
    const lines = running.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const line of lines) expect([line.type, validate(line), validate.errors]).toEqual([line.type, true, null]);
    expect(lines[0].apis[0].routes).toContainEqual({
      route: 'GET /pets/{id}',
      access: ['guard'],
      answeredBy: { kind: 'echo', text: 'echo (made up)' },
    });
    const line = { version: 1, type: 'request', millis: expect.any(Number), notSimulated: [] };
    expect(lines.slice(1)).toEqual([
      {
        ...line,
        ...{ api: 'rest', method: 'GET', path: '/pets', route: 'GET /pets' },
        ...{ authorization: { kind: 'open' }, backends: ['pets'], status: 200 },
      },
      {
        ...line,
        ...{ api: 'http', method: 'GET', path: '/pets/1', route: 'GET /pets/{id}' },
        ...{
          authorization: { kind: 'refused', by: 'guard', reason: expect.any(String) },
          backends: ['guard'],
          status: 403,
        },
      },
      {
        ...line,
        ...{ api: 'http', method: 'GET', path: '/nothing', route: null },
        ...{ authorization: { kind: 'open' }, backends: [], status: 404 },
      },
    ]);
    expect(running.stdout).not.toMatch(/hidden|secret-token/);
  });

  it('serves a changed definition on the same connection, keeps the old one while it is broken, and says why', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
    const file = join(folder, 'api.yaml');
    const definition = readFileSync(restApi, 'utf8');
    writeFileSync(file, definition);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const running = simulate(file, '--port', '0', '--watch');
      const { rest } = await addresses(running);
      const status = () => statusOf(`${rest}/new`, agent);
      expect(await status()).toEqual({ status: 403, reused: false });
      writeFileSync(file, definition.replace(/^( *)\/pets:$/m, '$1/new:'));
      await printed(running, /REST API {2}\+ GET \/new {2}open {2}echo[\s\S]*REST API {2}- GET \/pets {2}open/);
      expect(await status()).toEqual({ status: 200, reused: true });
      running.stdout = '';
      writeFileSync(file, 'openapi: [');
      await printed(running, /Not reloaded, the definition before is still served: .*api\.yaml:1:\d+: .*\n/);
      expect(await status()).toEqual({ status: 200, reused: true });
      writeFileSync(join(folder, 'migrate.config.yaml'), 'nonsense: 1\n');
      await printed(running, /Not reloaded[\s\S]*Not reloaded.*nonsense/);
      writeFileSync(file, definition);
      rmSync(join(folder, 'migrate.config.yaml'));
      await printed(running, /Reloaded\.[\s\S]*\+ GET \/pets /);
      expect(await status()).toEqual({ status: 403, reused: true });
      agent.destroy();
      running.process.kill('SIGINT');
      expect(await exitOf(running)).toBe(0);
    } finally {
      agent.destroy();
      rmSync(folder, { recursive: true });
    }
  });

  it('answers what is under way on Ctrl-C, says that it waits, and ends at once when asked again', async () => {
    for (const again of [false, true]) {
      const running = simulate(restApi, '--kind', 'rest', '--port', '0');
      const { rest } = await addresses(running);
      const outgoing = httpRequest(`${rest}/pets`, { method: 'POST', headers: { 'content-length': '2' } });
      const answer = once(outgoing, 'response').then(
        ([incoming]) => incoming.statusCode,
        () => 'gone',
      );
      outgoing.write('a');
      await new Promise((resolve) => setTimeout(resolve, 100));
      running.process.kill('SIGTERM');
      await printedTo(running, 'stderr', /Waiting for requests under way/);
      await expect(fetch(`${rest}/pets`)).rejects.toThrow();
      if (again) running.process.kill('SIGINT');
      else outgoing.end('b');
      expect([again, await answer]).toEqual([again, again ? 'gone' : 403]);
      expect([again, await exitOf(running)]).toEqual([again, again ? null : 0]);
    }
  });

  it('ends where a page looks on, and where a handler has left a timer', async () => {
    const running = simulate(restApi, '--kind', 'rest', '--port', '0', '--handler', `pets=${handler}#staysBusy`);
    const { rest } = await addresses(running);
    const page = await printed(running, /(?<=side by side: )\S+/);
    expect(page).toBe(`${new URL(rest ?? '').origin}/_migrate`);
    const events = await fetch(`${page}/events`);
    expect(await (await fetch(`${rest}/pets`)).text()).toBe('busy');
    expect(await (await fetch(page)).text()).toContain('GET /pets');
    running.process.kill('SIGINT');
    expect(await exitOf(running)).toBe(0);
    expect(await events.text()).toMatch(/^retry/);
  });

  it('has no page with --no-page, and tells who can reach it where others can', async () => {
    const running = simulate(httpApi, '--port', '0', '--no-page', '--host', '0.0.0.0');
    const { http } = await addresses(running);
    expect(http).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(running.stdout).not.toContain('_migrate');
    expect(await printedTo(running, 'stderr', /Whoever .*\n/)).toBe('Whoever can reach 0.0.0.0 can call these APIs.\n');
    expect((await fetch(`${http}/_migrate`)).status).toBe(404);
  });

  it.each([
    ['to watch standard input', ['-', '--watch'], 2, /Standard input cannot be watched/],
    [
      'an address that this machine does not have',
      [restApi, '--host', '192.0.2.1'],
      2,
      /192\.0\.2\.1 cannot be had: this machine has no such address/,
    ],
    ['a REST API from the definition of an HTTP API', [httpApi, '--kind', 'rest'], 2, /there is no REST API to serve/],
    [
      'a handler that is not there',
      [restApi, '--handler', 'pets=none.mjs#handler'],
      2,
      /There is no such handler file/,
    ],
    ['a handler without a match', [restApi, '--handler', 'none.mjs'], 2, /--handler wants MATCH=FILE#NAME/],
    ['a stage variable without a value', [restApi, '--stage-variable', 'a'], 2, /--stage-variable wants NAME=VALUE/],
    ['a file that is not there', ['none.yaml'], 3, /no such file/],
    ['an acceptance of no rule', [restApi, '--accept', 'access/none'], 2, /--accept names "access\/none"/],
    ['a stage that AWS has no name for', [restApi, '--stage', 'a/b'], 2, /A stage cannot be called "a\/b"/],
  ])('refuses %s', async (_, args, code, message) => {
    const running = simulate(...args, '--port', '0');
    expect(await exitOf(running)).toBe(code);
    expect(running.stderr).toMatch(message);
    expect(running.stdout).toBe('');
  });
});
