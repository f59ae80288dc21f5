import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import Doctor from '../../src/commands/doctor.js';
import type { Check } from '../../src/model/index.js';
import { openRestEndpoint, type RestEndpoint } from '../aws/rest-endpoint.js';
import { runCommand } from '../run-command.js';
import { fits } from '../schema.js';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-doctor-'));
  await writeFile(file('none'), '');
  await writeFile(
    file('credentials'),
    '[default]\naws_access_key_id = AKIDOFFILE\naws_secret_access_key = topsecret\n',
  );
  await writeFile(
    file('config'),
    '[default]\nregion = eu-west-3\n[profile staff]\nsso_session = work\nregion = eu-north-1\nendpoint_url = http://me:topsecret@127.0.0.1:9\n[profile ops]\nrole_arn = arn:aws:iam::111122223333:role/ops\n',
  );
  await writeFile(file('migrate.config.yaml'), 'payloadFormat: "2.0"\n');
  await writeFile(file('broken.yaml'), 'payloadFormat: "3.0"\n');
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  for (const name of Object.keys(process.env).filter((one) => one.startsWith('AWS_'))) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', file('none'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', file('none'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function examined(...argv: string[]) {
  const { stdout, code } = await runCommand(Doctor, ...argv, '--json');
  const report = JSON.parse(stdout);
  expect(fits('doctor', report)).toEqual([]);
  expect(stdout).not.toMatch(/topsecret|AKID/);
  const of = (name: Check['name']): Check => report.checks.find((check: Check) => check.name === name);
  return { code, of };
}

describe('migrate doctor', () => {
  it('finds nothing in the way on a machine without AWS, and says what it has not asked', async () => {
    const { code, of } = await examined();
    expect(code).toBe(0);
    expect(of('node')).toMatchObject({ state: 'ok', says: expect.stringContaining(process.versions.node) });
    expect(of('package').says).toMatch(/^apigw-migrate \d+\.\d+\.\d+/);
    for (const name of ['region', 'credentials'] as const) expect(of(name).state).toBe('absent');
    for (const name of ['identity', 'clock', 'permissions'] as const) expect(of(name).state).toBe('unknown');
  });

  it.each<[name: string, variables: Record<string, string>, argv: string[], says: string]>([
    ['keys', { AWS_ACCESS_KEY_ID: 'AKIDX', AWS_SECRET_ACCESS_KEY: 'topsecret' }, [], 'keys in environment variables'],
    [
      'temporary keys',
      { AWS_ACCESS_KEY_ID: 'AKIDX', AWS_SECRET_ACCESS_KEY: 'topsecret', AWS_SESSION_TOKEN: 'topsecret' },
      [],
      'temporary keys in environment variables',
    ],
    ['keys of a file', { AWS_SHARED_CREDENTIALS_FILE: 'credentials' }, [], 'profile default: keys'],
    ['the profile of the flag', { AWS_CONFIG_FILE: 'config' }, ['--profile', 'staff'], 'profile staff: AWS sign-in'],
    ['the profile of the variable', { AWS_CONFIG_FILE: 'config', AWS_PROFILE: 'ops' }, [], 'profile ops: a role'],
    [
      'a container',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1' },
      [],
      'the role of the container',
    ],
    [
      'a web identity',
      { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'arn:aws:iam::1:role/x' },
      [],
      'a token of another identity provider',
    ],
  ])('tells where credentials come from: %s', async (_name, variables, argv, says) => {
    for (const [name, value] of Object.entries(variables)) {
      vi.stubEnv(name, name.endsWith('_FILE') && !value.startsWith('/') ? file(value) : value);
    }
    expect((await examined(...argv)).of('credentials')).toMatchObject({
      state: 'ok',
      says: expect.stringContaining(says),
    });
  });

  it('has a problem with a profile that is not there', async () => {
    const { code, of } = await examined('--profile', 'gone');
    expect([code, of('credentials').state]).toEqual([1, 'problem']);
  });

  it('tells region and endpoint with where they are set, the nearest first', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', file('config'));
    expect((await examined()).of('region').says).toBe('eu-west-3, from profile default');
    expect((await examined('--profile', 'staff')).of('endpoint').says).toBe(
      'http://127.0.0.1:9 in place of AWS, from profile staff',
    );
    vi.stubEnv('AWS_REGION', 'us-west-2');
    expect((await examined()).of('region').says).toBe('us-west-2, from AWS_REGION');
    expect((await examined('--region', 'ap-south-1')).of('region').says).toBe('ap-south-1, from --region');
  });

  it('checks the decisions file', async () => {
    expect((await examined('--config', file('migrate.config.yaml'))).of('decisions').state).toBe('ok');
    const { code, of } = await examined('--config', file('broken.yaml'));
    expect([code, of('decisions').state]).toEqual([1, 'problem']);
    expect(of('decisions').says).toContain('broken.yaml:1:1');
  });

  it('shows a line for each thing', async () => {
    const { stdout } = await runCommand(Doctor);
    expect(stdout).toMatch(/^ok {7}node/);
    expect(stdout).toContain('?        clock');
    expect(stdout).toMatch(/No problem found; what has a \? was not looked at\.\n$/);
  });

  it('sends nothing without --online', async () => {
    const requests: string[] = [];
    const server = await listening((url) => requests.push(url));
    await examined('--region', 'eu-west-1', '--endpoint-url', addressOf(server));
    server.close();
    expect(requests).toEqual([]);
  });
});

function listening(onRequest: (url: string) => void, date = new Date()): Promise<Server> {
  const server = createServer((request, response) => {
    onRequest(request.url ?? '');
    response.writeHead(403, { date: date.toUTCString(), 'content-type': 'text/xml' });
    response.end(
      '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error></ErrorResponse>',
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// A server that listens on a port has an address with one.
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe('migrate doctor --online', () => {
  let endpoint: RestEndpoint;
  beforeAll(async () => {
    endpoint = await openRestEndpoint();
  });
  afterAll(() => endpoint.close());
  const there = () => ['--online', '--region', 'eu-west-1', '--endpoint-url', endpoint.url];

  it('asks who calls and what time it is, and lists the APIs', async () => {
    const { code, of } = await examined(...there());
    expect(of('identity')).toMatchObject({
      state: 'ok',
      says: expect.stringMatching(/^arn:aws:.* in account \d{12}$/),
    });
    expect([of('clock').state, of('permissions').state, code]).toEqual(['ok', 'ok', 0]);
  });

  it('needs a region', async () => {
    const { code, of } = await examined('--online');
    expect([code, of('region').state, of('identity').state]).toEqual([1, 'problem', 'unknown']);
  });

  it('sees a clock that is off in an answer that refuses the call', async () => {
    const server = await listening(() => undefined, new Date(Date.now() - 3_600_000));
    const { code, of } = await examined('--online', '--region', 'eu-west-1', '--endpoint-url', addressOf(server));
    server.close();
    expect([code, of('identity').state, of('clock').state]).toEqual([1, 'problem', 'problem']);
    expect(of('clock').says).toMatch(/^36\d\d seconds ahead of AWS$/);
  });

  it('has a problem where nobody answers, and cannot tell the time', async () => {
    const { code, of } = await examined('--online', '--region', 'eu-west-1', '--endpoint-url', 'http://127.0.0.1:9');
    expect([code, of('identity').state, of('clock').state]).toEqual([1, 'problem', 'unknown']);
    expect(of('identity').next).toContain('--endpoint-url');
  });
});
