import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
      /GET \/lambda +open +not simulated: Lambda integration without proxy \(type aws\) \(501\)/,
    );
    expect(running.stdout).toContain('is answered with 501');
    expect(running.stdout).not.toMatch(/[Ee]cho/);
    expect((await fetch(`${rest}/lambda`)).status).toBe(501);
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

  it.each([
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
