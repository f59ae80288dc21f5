import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { operations } from '../../src/aws/operations.js';
import Import from '../../src/commands/import.js';
import Undo from '../../src/commands/undo.js';
import { accountOperations, emptyAwsAccount } from '../../src/local-aws/account.js';
import { restOperations } from '../../src/local-aws/rest/operations.js';
import { faultAt } from '../../src/local-aws/server-faults.js';
import { type Endpoint, openEndpoint } from '../local-aws/serving.js';
import { runCommand } from '../run-command.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const definition = `openapi: 3.0.1
info: { title: shop, version: "1.0" }
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: AWS_PROXY
        uri: arn:aws:lambda:eu-west-1:111111111111:function:orders
        payloadFormatVersion: "2.0"
  /stock:
    get:
      x-amazon-apigateway-integration:
        type: HTTP_PROXY
        httpMethod: GET
        uri: https://stock.example.com
        payloadFormatVersion: "1.0"
`;

let folder: string;
let file: string;
let calls: string[];
const open: Endpoint[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-import-'));
  file = join(folder, 'http-api.yaml');
  await writeFile(file, definition);
  calls = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const endpoint of open.splice(0)) await endpoint.close();
});

async function endpointWith(options: Parameters<typeof openEndpoint>[0] = {}, account = emptyAwsAccount()) {
  const endpoint = await openEndpoint({ onCall: ({ name }) => calls.push(name), ...options }, account);
  open.push(endpoint);
  return endpoint;
}

describe('an import', () => {
  it('is done, changes nothing the second time, and is taken back', async () => {
    const endpoint = await endpointWith();
    const first = await run(Import, endpoint, file, '--yes');
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^Imported as API \w+ in eu-west-1/);
    expect(first.stderr).toContain('+ route GET /orders');
    const second = await run(Import, endpoint, file);
    expect([second.code, second.stdout]).toEqual([0, expect.stringContaining('Nothing to change')]);
    const undone = await run(Undo, endpoint, runIn(first.stdout), '--yes');
    expect([undone.code, undone.stdout]).toEqual([0, expect.stringContaining('is taken back whole')]);
    expect(endpoint.account.http.apis).toEqual({});
    expect(endpoint.account.functions.policies).toEqual({ orders: [] });
    expect((await run(Undo, endpoint, runIn(first.stdout), '--yes')).code).toBe(0);
  }, 60_000);

  it('without --yes and without a terminal is refused, with the plan shown: 5', async () => {
    const endpoint = await endpointWith();
    const { code, stderr } = await run(Import, endpoint, file);
    expect([code, endpoint.account.http.apis]).toEqual([5, {}]);
    expect(stderr).toContain('CALLS (3)');
    expect(stderr).toContain('--yes');
  });

  it('over an API of somebody else is refused without --replace: 5', async () => {
    const endpoint = await endpointWith();
    const first = await run(Import, endpoint, file, '--yes');
    const [record] = Object.values(endpoint.account.http.apis);
    if (record) record.api = { ...record.api, tags: { team: 'others' } };
    const id = /API (\w+)/.exec(first.stdout)?.[1] ?? '';
    const { code, stderr } = await run(Import, endpoint, file, '--yes', '--api-id', id);
    expect([code, stderr]).toEqual([5, expect.stringContaining('--replace')]);
    expect((await run(Import, endpoint, file, '--yes', '--api-id', id, '--replace')).code).toBe(0);
    expect(record?.api['tags']).toMatchObject({ team: 'others', 'apigw-migrate:source': 'shop' });
  }, 60_000);

  it('that fails leaves nothing, and says what is missing: 4', async () => {
    const endpoint = await endpointWith({ faults: faultAt(1, 'deny', 'CreateStage') });
    const { code, stdout } = await run(Import, endpoint, file, '--yes');
    expect([code, endpoint.account.http.apis]).toEqual([4, {}]);
    expect(stdout).toContain('AWS refused CreateStage');
    expect(stdout).toContain('nothing of it is left');
  }, 60_000);

  it('that fails and cannot be taken back says what remains, and undo goes on: 6', async () => {
    const isDenied = ({ name }: { name: string }) =>
      /^(CreateStage|DeleteApi)$/.test(name) ? ('deny' as const) : undefined;
    let faults: typeof isDenied | undefined = isDenied;
    const endpoint = await endpointWith({ faults: (call) => faults?.(call) });
    const { code, stdout } = await run(Import, endpoint, file, '--yes');
    expect([code, stdout]).toEqual([
      6,
      expect.stringContaining('API with its authorizers, integrations and routes: User:'),
    ]);
    expect((await run(Undo, endpoint, runIn(stdout), '--yes')).code).toBe(6);
    faults = undefined;
    expect((await run(Undo, endpoint, runIn(stdout), '--yes')).code).toBe(0);
    expect(endpoint.account.http.apis).toEqual({});
  }, 60_000);

  it('makes calls of its table only, and never one of API Gateway v1', async () => {
    const account = emptyAwsAccount();
    const ofRest: string[] = [];
    const rest = restOperations.map(({ run: _, ...operation }) => ({
      ...{ ...operation, service: 'apigateway' as const },
      run: () => {
        ofRest.push(operation.name);
        return { kind: 'done' as const, answer: {} };
      },
    }));
    const endpoint = await endpointWith({ operations: [...rest, ...accountOperations(account)] }, account);
    const { stdout } = await run(Import, endpoint, file, '--yes');
    expect((await run(Undo, endpoint, runIn(stdout), '--yes')).code).toBe(0);
    const own = new Set<string>(operations);
    expect([ofRest, calls.filter((name) => !own.has(name))]).toEqual([[], []]);
  }, 60_000);
});

describe('a saved plan', () => {
  it('is executed as it stands, and refused once the definition or the account has moved: 5', async () => {
    const endpoint = await endpointWith();
    const plan = join(folder, 'plan.json');
    const dry = await run(Import, endpoint, file, '--dry-run', '--live', '--format', 'json', '-o', plan);
    expect([dry.code, calls.filter((name) => !name.startsWith('Get'))]).toEqual([0, []]);
    await writeFile(file, definition.replace('stock.example.com', 'other.example.com'));
    const moved = await run(Import, endpoint, file, '--plan', plan, '--yes');
    expect([moved.code, moved.stderr]).toEqual([5, expect.stringContaining('the definition has changed')]);
    await writeFile(file, definition);
    expect((await run(Import, endpoint, file, '--plan', plan, '--yes')).code).toBe(0);
    const again = await run(Import, endpoint, file, '--plan', plan, '--yes');
    expect([again.code, again.stderr]).toEqual([5, expect.stringContaining('the account has changed')]);
  }, 60_000);

  it('that is none is refused: 3', async () => {
    const endpoint = await endpointWith();
    const plan = join(folder, 'plan.json');
    await writeFile(plan, '{}');
    expect((await run(Import, endpoint, file, '--plan', plan, '--yes')).code).toBe(3);
  });
});

describe('a plan against the account', () => {
  it('says what would be created, changed and deleted, and only reads', async () => {
    const endpoint = await endpointWith();
    const first = await run(Import, endpoint, file, '--yes');
    const id = /API (\w+)/.exec(first.stdout)?.[1] ?? '';
    calls.length = 0;
    await writeFile(file, definition.replace('/orders:', '/new:').replace('stock.example.com', 'other.example.com'));
    const { code, stdout } = await run(Import, endpoint, file, '--dry-run', '--api-id', id);
    expect(code).toBe(0);
    expect(calls.filter((name) => !/^(?:Get|Export)/.test(name))).toEqual([]);
    expect(stdout).toContain('+ route GET /new');
    expect(stdout).toContain('- route GET /orders');
    expect(stdout).toContain('integration.integrationUri: https://stock.example.com → https://other.example.com');
  }, 60_000);
});

describe('with the REST API that it was made of', () => {
  const sample = join(root, 'samples/bundle-answers-its-questions');
  const made = join(sample, 'expected/http-api.yaml');

  it('an import carries the stage: variables, limits, the log with its new format, tags', async () => {
    const endpoint = await endpointWith();
    const { code, stderr, stdout } = await run(Import, endpoint, made, '--from', sample, '--yes');
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('not-a-real-key')]);
    const [record] = Object.values(endpoint.account.http.apis);
    expect(record?.api['tags']).toMatchObject({ team: 'logistics', 'apigw-migrate:source': 'p4rc3l5abc' });
    expect(record?.stages['prod']).toMatchObject({
      ...{ autoDeploy: true, stageVariables: { table: 'parcels-prod', trackingApiKey: 'not-a-real-key' } },
      defaultRouteSettings: { throttlingBurstLimit: 200, throttlingRateLimit: 100, detailedMetricsEnabled: true },
      accessLogSettings: { destinationArn: expect.stringContaining('parcels-access') },
      tags: { team: 'logistics', 'apigw-migrate:stage': 'prod' },
    });
    expect(JSON.stringify(record?.stages['prod']?.['accessLogSettings'])).not.toContain('identity.apiKeyId');
    expect((await run(Import, endpoint, made, '--from', sample)).stdout).toContain('Nothing to change');
    expect((await run(Undo, endpoint, runIn(stdout), '--yes')).code).toBe(0);
    expect(endpoint.account.http.apis).toEqual({});
  }, 60_000);

  it('a plan shows no secret, and its JSON fits the published schema', async () => {
    const endpoint = await endpointWith();
    const args = [made, '--from', sample, '--dry-run', '--live'];
    const { stdout } = await run(Import, endpoint, ...args, '--format', 'json');
    const schema = JSON.parse(await readFile(join(root, 'schemas/import.schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    const { stdout: text } = await run(Import, endpoint, ...args);
    for (const shown of [stdout, text]) expect(shown).not.toContain('not-a-real-key');
  });

  it('a dry run without an account shows the stage, and calls nothing', async () => {
    const endpoint = await endpointWith();
    const { stdout } = await run(Import, endpoint, made, '--from', sample, '--dry-run');
    expect(stdout).toContain('stage variable table = parcels-prod');
    expect(stdout).toContain("--stage-name 'prod'");
    expect([stdout.includes('not-a-real-key'), calls]).toEqual([false, []]);
  });

  it('only its owner can read the journal', async () => {
    const endpoint = await endpointWith();
    await run(Import, endpoint, made, '--from', sample, '--yes');
    const [name = ''] = await readdir(join(folder, 'runs'));
    expect((await stat(join(folder, 'runs', name))).mode & 0o077).toBe(0);
  }, 60_000);
});

describe('a run that is killed', () => {
  it('between two writes is taken back by undo', async () => {
    const held = heldAt('CreateStage');
    const endpoint = await endpointWith({ operations: held.operations }, held.account);
    const child = execFile(process.execPath, ['bin/run.js', 'import', file, '--yes', ...flagsFor(endpoint)], {
      cwd: root,
    });
    await held.reached;
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(Object.keys(endpoint.account.http.apis)).toHaveLength(1);
    const [name = ''] = await readdir(join(folder, 'runs'));
    expect(await readFile(join(folder, 'runs', name), 'utf8')).toContain('"operation":"CreateStage"');
    held.release();
    const undone = await run(Undo, endpoint, name.replace('.jsonl', ''), '--yes');
    expect([undone.code, endpoint.account.http.apis]).toEqual([0, {}]);
    expect(endpoint.account.functions.policies).toEqual({ orders: [] });
  }, 60_000);
});

/** Operations of which one never answers, until it is let go. */
function heldAt(operation: string) {
  const account = emptyAwsAccount();
  let reach = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  let isHeld = true;
  const operations = accountOperations(account).map((one) => ({
    ...one,
    run: (...args: Parameters<typeof one.run>) => {
      if (one.name !== operation || !isHeld) return one.run(...args);
      reach();
      return new Promise<never>(() => undefined);
    },
  }));
  const release = () => {
    isHeld = false;
  };
  return { account, operations, reached, release };
}

function flagsFor(endpoint: Endpoint): string[] {
  return ['--endpoint-url', endpoint.url, '--region', 'eu-west-1', '--journal', join(folder, 'runs')];
}

function runIn(stdout: string): string {
  return /migrate undo (\S+)/.exec(stdout)?.[1] ?? '';
}

function run(command: typeof Import | typeof Undo, endpoint: Endpoint, ...argv: string[]) {
  return runCommand(command, ...argv, ...flagsFor(endpoint));
}
