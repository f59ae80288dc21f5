import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
let running: ChildProcess | undefined;

afterEach(() => running?.kill('SIGKILL'));

/** Serves a sample with the backends that it decides on. @returns what is printed, and both addresses */
async function simulated(sample: string, ...flags: string[]) {
  const input = join(root, 'samples', sample, 'rest-api.yaml');
  const child = spawn(process.execPath, [join(root, 'bin/run.js'), 'simulate', input, '--port', '0', ...flags]);
  running = child;
  const stdout = await new Promise<string>((resolve) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      if (printed.includes('Ctrl-C')) resolve(printed);
    });
  });
  const [rest = '', http = ''] = stdout.match(/http:\/\/127\.0\.0\.1:\S+/g) ?? [];
  return { stdout, apis: [rest, http] };
}

async function ended(): Promise<unknown> {
  const exit = running && once(running, 'exit');
  running?.kill('SIGINT');
  return (await exit)?.[0];
}

const textOf = async (url: string, method = 'GET') => (await fetch(url, { method })).text();

describe('migrate simulate with the backends of a sample', () => {
  it.each([[[]], [['--in-process']]])('handler-in-worker-threads %j', async (flags) => {
    const { stdout, apis } = await simulated('handler-in-worker-threads', ...flags);
    expect(stdout).toMatch(/GET \/hello\/\{name\} +open +\S+greetings\.mjs#hello/);
    for (const url of apis) expect(await textOf(`${url}/hello/Ada`)).toBe('Good day, Ada!');
    expect(await Promise.all(apis.map((url) => textOf(`${url}/count`, 'POST')))).toEqual(
      expect.arrayContaining(['{"calls":1}', '{"calls":2}']),
    );
    expect(await ended()).toBe(0);
  });

  it('command-speaks-the-runtime-api', async () => {
    const { stdout, apis } = await simulated('command-speaks-the-runtime-api');
    expect(stdout).toMatch(/GET \/script\/\{name\} +open +node greet\.mjs/);
    for (const url of apis) expect(await textOf(`${url}/script/Ada`)).toBe('Hello, Ada, from a script!');
    if (spawnSync('bash', ['-c', ':']).status === 0) {
      for (const url of apis) expect(await textOf(`${url}/shell/Ada`)).toBe('Hello, Ada, from a shell!');
    }
    expect(await ended()).toBe(0);
  });
});
