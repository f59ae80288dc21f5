import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/aws/clock.js';
import { type ApiExport, exportRegion } from '../../src/aws/export/region-export.js';
import { openRegion } from '../../src/aws/region.js';
import { BundleFolders } from '../../src/cli/bundle-store.js';
import type { Faults } from '../../src/local-aws/server-faults.js';
import { awsRates } from '../../src/local-aws/server-rates.js';
import { countingWorld } from '../local-aws/world.js';
import { makeApis } from './many-apis.js';
import { openRestEndpoint, type RestEndpoint } from './rest-endpoint.js';
import { scaledClock } from './scaled-clock.js';
import { virtualClock } from './virtual-clock.js';

process.env['AWS_ACCESS_KEY_ID'] = 'AKIDLOCAL';
process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';

let endpoint: RestEndpoint;
let folder: string;
let clock: Clock;
let faults: Faults;
let calls: string[];
beforeEach(async () => {
  [clock, calls] = [virtualClock(), []];
  faults = () => undefined;
  endpoint = await openRestEndpoint({
    faults: (call) => {
      calls.push(call.name);
      return faults(call);
    },
  });
  folder = await mkdtemp(join(tmpdir(), 'migrate-export-'));
});
afterEach(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true });
});

interface Options {
  stage?: string;
  onApi?: (api: ApiExport) => void;
}

async function exported(options: Options = {}): Promise<ApiExport[]> {
  const region = await openRegion({ region: 'eu-west-1', endpointUrl: endpoint.url }, { clock, random: () => 0 });
  try {
    const store = new BundleFolders(folder, 'eu-west-1', false);
    return await exportRegion(region, { store, keepSecrets: false, now: new Date('2024-01-01'), ...options });
  } finally {
    region.close();
  }
}

const outcomes = (done: ApiExport[]) => done.map(({ outcome }) => outcome);
const folders = async () => (await readdir(join(folder, 'eu-west-1'))).sort();
const exports = () => calls.filter((name) => name === 'GetExport').length;

/** Switches AWS's rates on. @returns how often a call was too fast */
function watchRates(clock: Pick<Clock, 'millis'>): () => number {
  const rates = awsRates(clock.millis);
  let throttled = 0;
  faults = (call) => {
    const fault = rates(call);
    if (fault === 'throttle') throttled++;
    return fault;
  };
  return () => throttled;
}

describe('four hundred REST APIs', () => {
  it('are exported though a run is ended by force: none twice, none missing, and AWS is never called too fast', async () => {
    const ids = await makeApis(endpoint.rest, countingWorld(), 400);
    const throttled = watchRates(scaledClock(setTimeout));
    const first = exportProcess();
    while ((await finished()).length < 120) await setTimeout(10);
    first.kill('SIGKILL');
    await once(first, 'exit');
    const before = await finished();
    const reads = exports();
    expect(before.length).toBeLessThan(400);
    const [code] = await once(exportProcess(), 'exit');
    expect([code, throttled()]).toEqual([0, 0]);
    expect(await folders()).toEqual([...ids].sort());
    expect(exports() - reads).toBe(400 - before.length);
    for (const id of ids) {
      const settings = JSON.parse(await readFile(join(folder, 'eu-west-1', id, 'settings.json'), 'utf8'));
      expect([settings.restApi.id, settings.unknown]).toEqual([id, undefined]);
    }
  }, 240_000);
});

function exportProcess(): ChildProcess {
  const script = fileURLToPath(new URL('export-process.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', script, endpoint.url, folder], { stdio: 'ignore' });
}

async function finished(): Promise<string[]> {
  const names = await folders().catch(() => []);
  return names.filter((name) => !name.startsWith('.'));
}

describe('a region', () => {
  it('goes on where a run was stopped', async () => {
    const ids = await makeApis(endpoint.rest, countingWorld(), 12);
    let done = 0;
    const stop = () => {
      if (++done === 5) throw new Error('stopped');
    };
    await expect(exported({ onApi: stop })).rejects.toThrow('stopped');
    const before = await folders();
    expect(before.length).toBeGreaterThanOrEqual(5);
    calls = [];
    const again = await exported();
    expect(outcomes(again).filter((outcome) => outcome === 'there')).toHaveLength(before.length);
    expect(await folders()).toEqual([...ids].sort());
    expect(exports()).toBe(12 - before.length);
  });

  it('is read in the order of its list, and AWS is never called too fast', async () => {
    const ids = await makeApis(endpoint.rest, countingWorld(), 60);
    const throttled = watchRates(clock);
    const done = await exported();
    expect(done.map(({ apiId }) => apiId)).toEqual(ids);
    expect([throttled(), exports()]).toEqual([0, 60]);
  });

  it('is read once for what all its APIs share', async () => {
    await makeApis(endpoint.rest, countingWorld(), 5);
    await exported();
    for (const shared of ['GetUsagePlans', 'GetDomainNames', 'GetApiKeys', 'GetAccount']) {
      expect([shared, calls.filter((name) => name === shared).length]).toEqual([shared, 1]);
    }
  });

  it('tells what could not be exported, and exports the rest', async () => {
    const [first = '', second = '', third = ''] = await makeApis(endpoint.rest, countingWorld(), 4);
    const record = endpoint.rest.apis[second];
    if (record) record.stages = {};
    delete endpoint.rest.apis[third]?.deployments[Object.keys(endpoint.rest.apis[third]?.deployments ?? {})[0] ?? ''];
    const done = await exported();
    expect(outcomes(done)).toEqual(['exported', 'not-deployed', 'failed', 'exported']);
    expect(done[2]).toMatchObject({ reason: expect.stringContaining('not found') });
    expect(await folders()).toContain(first);
    expect(await folders()).not.toContain(third);
  });

  it('begins no other API after an error of our own', async () => {
    await makeApis(endpoint.rest, countingWorld(), 12);
    const onApi = () => {
      throw new TypeError('x is undefined');
    };
    await expect(exported({ onApi })).rejects.toThrow('x is undefined');
    expect(exports()).toBeLessThan(12);
  });

  it('has a folder for each stage of an API that has several, and only the one that is asked for', async () => {
    const [id = ''] = await makeApis(endpoint.rest, countingWorld(), 1);
    const stages = endpoint.rest.apis[id]?.stages ?? {};
    if (stages['prod']) stages['dev'] = { ...stages['prod'], stageName: 'dev' };
    await exported();
    expect((await readdir(join(folder, 'eu-west-1', id))).sort()).toEqual(['dev', 'prod']);
    const settings = JSON.parse(await readFile(join(folder, 'eu-west-1', id, 'dev', 'settings.json'), 'utf8'));
    expect(settings.stage.stageName).toBe('dev');
    await rm(join(folder, 'eu-west-1', id), { recursive: true });
    await exported({ stage: 'dev' });
    expect((await readdir(join(folder, 'eu-west-1', id))).sort()).toEqual(['openapi.json', 'settings.json']);
  });
});
