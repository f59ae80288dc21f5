import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDecisions } from '../../src/cli/decisions.js';
import { Failure, noDecisions } from '../../src/model/index.js';

const home = process.cwd();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decisions-'));
});

afterEach(async () => {
  process.chdir(home);
  vi.useRealTimers();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function write(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

async function decisionsOf(text: string) {
  return readDecisions({ config: await write('decisions.yaml', text), input: '-' });
}

async function failureOf(text: string): Promise<Failure> {
  const failure = await decisionsOf(text).catch((error: unknown) => error);
  if (!(failure instanceof Failure)) throw new Error(`Expected a Failure, got ${JSON.stringify(failure)}`);
  return failure;
}

/** The clock stands at this instant. */
function at(instant: string): void {
  vi.useFakeTimers({ now: new Date(instant), toFake: ['Date'] });
}

describe('where the file is found', () => {
  it('takes the file that --config names', async () => {
    const config = await write('mine.yaml', 'payloadFormat: "2.0"');
    expect(await readDecisions({ config, input: join(folder, 'api.yaml') })).toMatchObject({ payloadFormat: '2.0' });
  });

  it('refuses a file of --config that is not there', async () => {
    const config = join(folder, 'missing.yaml');
    await expect(readDecisions({ config, input: '-' })).rejects.toMatchObject({
      kind: 'usage',
      place: { file: config },
    });
  });

  it('finds migrate.config.yaml beside the input before the one of the current folder', async () => {
    await write('here/migrate.config.yaml', 'payloadFormat: "1.0"');
    await write('there/migrate.config.yaml', 'payloadFormat: "2.0"');
    process.chdir(join(folder, 'here'));
    expect(await readDecisions({ input: '../there/api.yaml' })).toMatchObject({ payloadFormat: '2.0' });
  });

  it.each(['-', '../there/api.yaml'])('falls back to the current folder for %s', async (input) => {
    await write('here/migrate.config.yaml', 'payloadFormat: "2.0"');
    process.chdir(join(folder, 'here'));
    expect(await readDecisions({ input })).toMatchObject({ payloadFormat: '2.0' });
  });

  it('finds nothing where there is nothing: nothing is decided', async () => {
    process.chdir(folder);
    expect(await readDecisions({ input: 'api.yaml' })).toEqual(noDecisions());
  });

  it.each(['', '# nothing decided yet\n', '---\n'])('takes %j as no decisions', async (text) => {
    expect(await decisionsOf(text)).toEqual(noDecisions());
  });

  it('refuses a folder', async () => {
    await expect(readDecisions({ config: folder, input: '-' })).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('what the file says', () => {
  it('reads every key', async () => {
    at('2026-06-01T12:00:00Z');
    const text = `
payloadFormat: "2.0"
authorizers:
  Customers:
    audience: [4f2k9, 7h1s0]
    issuer: https://login.example.com/
vpcLinks:
  abc123:
    id: v2link
    listener: arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/a/b/c
    serverNameToVerify: stock.example.com
cors:
  allowOrigins: ["https://shop.example.com", "*", "https://*"]
accept:
  - rule: access/api-key
    where: GET /reports/daily
    reason: The network lets only the office in.
    until: 2026-12-31
backends:
  - match: orders-list
    handler: backends/orders.mjs#list
  - match: https://catalog.example.com
    url: http://localhost:8080
  - match: orders-add
    command: python3 -m awslambdaric app.handler
    folder: backends
    timeout: 2.5
    memory: 256
    environment: {TABLE: orders}
  - {match: orders-report, command: ./report.sh}
  - {match: billing, aws: eu-west-1, function: stack-Billing-1A2B}
  - {match: sqs, endpoint: "http://localhost:4566"}
issuers:
  - issuer: https://login.example.com/
    keys: keys/login.json
  - issuer: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a
    keys: discover
  - issuer: https://other.example.com
    keys: https://other.example.com/jwks
callers:
  - accessKeyId: ASIAEXAMPLE
    arn: arn:aws:sts::123456789012:assumed-role/shop/session
    userId: AROAEXAMPLE:session
    secretVariable: SECRET
    sessionTokenVariable: TOKEN
    policies: [{Statement: []}]
    conditionKeys: {"aws:PrincipalOrgID": o-1, "aws:PrincipalTag/team": [a, b]}
`;
    expect(await decisionsOf(text)).toEqual({
      file: expect.stringMatching(/decisions\.yaml$/),
      placeOf: expect.any(Function),
      payloadFormat: '2.0',
      authorizers: { Customers: { audience: ['4f2k9', '7h1s0'], issuer: 'https://login.example.com/' } },
      vpcLinks: {
        abc123: {
          id: 'v2link',
          listener: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/a/b/c',
          serverNameToVerify: 'stock.example.com',
        },
      },
      cors: { allowOrigins: ['https://shop.example.com', '*', 'https://*'] },
      accept: [
        {
          rule: 'access/api-key',
          where: 'GET /reports/daily',
          reason: 'The network lets only the office in.',
          until: '2026-12-31',
          at: '/accept/0',
        },
      ],
      backends: [
        { match: 'orders-list', handler: join(folder, 'backends/orders.mjs#list') },
        { match: 'https://catalog.example.com', url: 'http://localhost:8080' },
        {
          match: 'orders-add',
          command: 'python3 -m awslambdaric app.handler',
          folder: join(folder, 'backends'),
          timeout: 2.5,
          memory: 256,
          environment: { TABLE: 'orders' },
        },
        { match: 'orders-report', command: './report.sh', folder },
        { match: 'billing', aws: 'eu-west-1', function: 'stack-Billing-1A2B' },
        { match: 'sqs', endpoint: 'http://localhost:4566' },
      ],
      callers: [
        {
          accessKeyId: 'ASIAEXAMPLE',
          arn: 'arn:aws:sts::123456789012:assumed-role/shop/session',
          userId: 'AROAEXAMPLE:session',
          secretVariable: 'SECRET',
          sessionTokenVariable: 'TOKEN',
          policies: [{ Statement: [] }],
          conditionKeys: { 'aws:PrincipalOrgID': 'o-1', 'aws:PrincipalTag/team': ['a', 'b'] },
        },
      ],
      issuers: [
        { issuer: 'https://login.example.com/', keys: join(folder, 'keys/login.json') },
        { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a', keys: 'discover' },
        { issuer: 'https://other.example.com', keys: 'https://other.example.com/jwks' },
      ],
    });
  });

  it.each([
    ['1.0', '1.0'],
    ['2.0', '2.0'],
    ['"1.0"', '1.0'],
    ['"2.0"', '2.0'],
  ])('takes payloadFormat: %s, which YAML may read as a number', async (written, format) => {
    expect(await decisionsOf(`payloadFormat: ${written}`)).toMatchObject({ payloadFormat: format });
  });
});

describe('what is wrong with the file', () => {
  it.each([
    [
      'a wrong key',
      'payloadFormat: "1.0"\nauthorisers: {}\n',
      [2, 1],
      ['`authorisers`', 'Did you mean `authorizers`?'],
    ],
    [
      'a wrong key far down',
      'authorizers:\n  A:\n    audiences: [x]\n',
      [3, 5],
      ['`authorizers.A.audiences`', '`audience`'],
    ],
    ['a wrong value', 'payloadFormat: 3.0\n', [1, 1], ['`payloadFormat` is `3`', 'expected', '1.0', '2.0']],
    ['a key without a value', 'authorizers:\n', [1, 1], ['`authorizers` is empty', 'a map']],
    ['a list where a map belongs', 'vpcLinks: [a]\n', [1, 1], ['`vpcLinks` is a list', 'a map']],
    ['no map at all', 'just text\n', [1, 1], ['The file is `just text`']],
    [
      'an unknown rule',
      'accept:\n  - reason: fine\n    rule: acces/apikey\n',
      [3, 5],
      ['`accept[0].rule` is `acces/apikey`', 'Did you mean `access/api-key`?'],
    ],
    [
      'a rule that has no loss to accept',
      'accept:\n  - {rule: lambda/non-proxy, reason: x}\n',
      [2, 6],
      ['`lambda/non-proxy`', 'a rule whose loss can be accepted'],
    ],
    ['an acceptance without a reason', 'accept:\n  - rule: access/api-key\n', [2, 5], ['`accept[0]` lacks `reason`']],
    ['an empty reason', 'accept:\n  - rule: access/api-key\n    reason: " "\n', [3, 5], ['why this loss is all right']],
    [
      'a day that is none',
      'accept:\n  - {rule: access/api-key, reason: x, until: 2026-02-30}\n',
      [2, 39],
      ['YYYY-MM-DD'],
    ],
    [
      'a place that is none',
      'accept:\n  - {rule: access/api-key, reason: x, where: reports/daily}\n',
      [2, 39],
      ['GET /path'],
    ],
    [
      'a backend with no answer',
      'backends:\n  - match: x\n',
      [2, 5],
      ['`backends[0]`', 'exactly one of handler, command, url and aws'],
    ],
    [
      'a backend with two answers',
      'backends:\n  - {match: x, url: "http://a", handler: "a#b"}\n',
      [2, 5],
      ['exactly one of handler, command, url and aws'],
    ],
    [
      'a time limit for an address',
      'backends:\n  - {match: x, url: "http://a", timeout: 3}\n',
      [2, 5],
      ['`backends[0]`', 'handler', 'command'],
    ],
    [
      'a time limit that Lambda does not have',
      'backends:\n  - {match: x, handler: "a#b", timeout: 901}\n',
      [2, 32],
      ['900'],
    ],
    ['no AWS', 'backends:\n  - {match: x, aws: false}\n', [2, 16], ['`backends[0].aws`', 'true, or a region']],
    ['a link without a listener', 'vpcLinks:\n  l:\n    id: v\n', [2, 3], ['`vpcLinks.l`', 'listener', 'listeners']],
    [
      'a listener without its ARN',
      `vpcLinks:\n  l:\n    id: v\n    listeners:\n      "http://h:81": {listener: ''}\n`,
      [5, 23],
      ['`vpcLinks.l.listeners.http://h:81.listener` is ``', 'the ARN of the listener'],
    ],
    [
      'an ARN where a map belongs',
      'vpcLinks:\n  l:\n    id: v\n    listeners:\n      "http://h:81": arn:x\n',
      [5, 7],
      ['`vpcLinks.l.listeners.http://h:81`', 'a map with listener'],
    ],
    [
      'a wrong key of a listener',
      'vpcLinks:\n  l:\n    id: v\n    listener: arn:x\n    path: /a\n',
      [5, 5],
      ['`vpcLinks.l.path`', '`basePath`'],
    ],
    [
      'a base path that is none',
      'vpcLinks:\n  l:\n    id: v\n    listener: arn:x\n    basePath: a\n',
      [5, 5],
      ['`vpcLinks.l.basePath` is `a`', '/ for none'],
    ],
    [
      'an empty certificate name',
      'vpcLinks:\n  l: {id: v, listener: "arn:x", serverNameToVerify: ""}\n',
      [2, 33],
      ['`vpcLinks.l.serverNameToVerify`', 'certificate'],
    ],
    ['an empty link id', 'vpcLinks:\n  l: {id: "", listener: "arn:x"}\n', [2, 7], ['the id of a VPC link V2']],
    ['no origins', 'cors:\n  allowOrigins: []\n', [2, 3], ['`cors.allowOrigins` is an empty list']],
    ['an origin that is none', "cors:\n  allowOrigins: ['']\n", [2, 18], ['`cors.allowOrigins[0]`', 'an origin']],
    [
      'a choice that is neither yes nor no',
      'cors:\n  allowOrigins: ["*"]\n  allowCredentials: null\n',
      [3, 3],
      ['`cors.allowCredentials` is empty', 'true or false'],
    ],
    ['an issuer without https', 'authorizers:\n  A:\n    issuer: http://a\n', [3, 5], ["the issuer's address"]],
    ['an empty audience', "authorizers:\n  A:\n    audience: ['']\n", [3, 16], ['an app client id']],
    ['an empty expiry', "accept:\n  - {rule: access/api-key, reason: x, until: ''}\n", [2, 39], ['YYYY-MM-DD']],
    ['a handler without its function', 'backends:\n  - {match: a, handler: b.mjs}\n', [2, 16], ['file.mjs#handler']],
    ['an address without http', 'backends:\n  - {match: a, url: localhost}\n', [2, 16], ['http(s)://']],
    ['text that is not YAML', 'a: [1\nb: 2\n', [2, 1], ['not YAML']],
    ['a key that stands twice', 'payloadFormat: 1.0\npayloadFormat: 2.0\n', [2, 1], ['duplicated mapping key']],
  ])('names place and expectation for %s', async (_name, text, [line, column], parts) => {
    const failure = await failureOf(text);
    expect(failure.kind).toBe('usage');
    expect(failure.place).toEqual({ file: join(folder, 'decisions.yaml'), line, column });
    for (const part of parts) expect(failure.message).toContain(part);
  });

  it('names everything that is wrong, each with its place', async () => {
    const { message, place } = await failureOf('cors: {}\nbackend: []\npayloadFormat: 4\n');
    const file = join(folder, 'decisions.yaml');
    const places = [[place?.file, place?.line, place?.column].join(':'), ...(message.match(/\S+:\d+:\d+(?=:)/g) ?? [])];
    expect(places.sort()).toEqual([`${file}:1:1`, `${file}:2:1`, `${file}:3:1`]);
  });

  it('says one thing once: a backend without an answer is one complaint, not three', async () => {
    expect((await failureOf('backends:\n  - match: x\n')).message.split('\n')).toHaveLength(1);
    expect((await failureOf('accept: [{rule: nope, reason: x}]\n')).message.split('\n')).toHaveLength(1);
  });

  it('says one thing once: a link without a listener', async () => {
    expect((await failureOf('vpcLinks:\n  l: {id: v}\n')).message.split('\n')).toHaveLength(1);
  });

  it('refuses a file with two documents', async () => {
    expect((await failureOf('payloadFormat: 1.0\n---\npayloadFormat: 2.0\n')).message).toContain('more than one');
  });
});

describe('where an acceptance holds', () => {
  it.each(['GET /a', '/a', '/a/*', '/', 'ANY /{proxy+}', 'DEFAULT_4XX'])('may be %s', async (where) => {
    const text = `accept:\n  - {rule: access/api-key, reason: x, where: "${where}"}\n`;
    expect(await decisionsOf(text)).toMatchObject({ accept: [{ where }] });
  });

  it.each(['get /a', 'a/b', 'FETCH /a', '/a b', ''])('may not be %j', async (where) => {
    const { message } = await failureOf(`accept:\n  - {rule: access/api-key, reason: x, where: "${where}"}\n`);
    expect(message).toContain('`accept[0].where`');
  });
});

describe('acceptances with a last day', () => {
  const text = 'accept:\n  - rule: access/api-key\n    reason: fine\n    until: 2026-03-31\n';

  it('hold through that day', async () => {
    at('2026-03-31T23:59:59Z');
    expect((await decisionsOf(text)).accept).toHaveLength(1);
  });

  it('are gone the day after, and stderr says so with the place', async () => {
    at('2026-04-01T00:00:00Z');
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect((await decisionsOf(text)).accept).toEqual([]);
    const place = `${join(folder, 'decisions.yaml')}:2:5`;
    expect(said.mock.calls.map(([line]) => line)).toEqual([
      `${place}: the acceptance of access/api-key ended on 2026-03-31 and no longer counts.\n`,
    ]);
  });
});
