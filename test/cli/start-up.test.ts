import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A loader that names each module on stderr. */
const tracer = `data:text/javascript,${encodeURIComponent(`
  import { register } from 'node:module';
  const load = "export async function load(url, context, next) { process._rawDebug('LOADED ' + url); return next(url, context); }";
  register('data:text/javascript,' + encodeURIComponent(load));
`)}`;

async function modulesLoadedBy(...args: string[]): Promise<string[]> {
  const run = promisify(execFile)(process.execPath, ['--import', tracer, join(root, 'bin/run.js'), ...args]);
  // A command that fails has loaded modules as well.
  const { stderr } = await run.catch((error: { stderr: string }) => error);
  return [...stderr.matchAll(/^LOADED (.*)$/gm)].map(([, url = '']) => url);
}

/** Libraries that only some commands need, and only once they work. */
const heavy = /node_modules\/(@apidevtools|ajv|js-yaml|velocityjs|undici|jose|cli-table3|listr2|big\.js)\//;

describe('start-up', () => {
  it.each([['--help'], ['--version'], ['convert', '--help']])('loads no command for %s %s', async (...args) => {
    const loaded = await modulesLoadedBy(...args);
    expect(loaded).toContainEqual(expect.stringContaining('/dist/cli/main.js'));
    expect(loaded.filter((url) => url.includes('/dist/commands/'))).toEqual([]);
    expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
  });

  it('loads the one command that runs, and no other', async () => {
    const loaded = await modulesLoadedBy('analyze', join(root, 'samples/lambda-proxy-only/rest-api.yaml'));
    const commands = loaded.filter((url) => url.includes('/dist/commands/')).map((url) => url.split('/').at(-1));
    expect(commands).toEqual(['analyze.js']);
  });

  it('loads the AWS endpoint for simulate --aws only', async () => {
    const nowhere = ['--port', '0', '--host', '203.0.113.1'];
    const endpoints = async (...args: string[]) =>
      (await modulesLoadedBy('simulate', ...args, ...nowhere)).filter((url) => /\/chunks\/endpoint-/.test(url)).length;
    expect(await endpoints('--aws')).toBe(1);
    expect(await endpoints(join(root, 'samples/lambda-proxy-only/rest-api.yaml'))).toBe(0);
  });
});
