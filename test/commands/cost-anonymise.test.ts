import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import Cost from '../../src/commands/cost.js';
import { costFormats } from '../../src/report/cost.js';
import { runCommand } from '../run-command.js';

/** Each in a place of its own; no report has a word like these but from there. */
const words = /zq|998877665544|10\.77\.88\.99/i;

const lambda = (name: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:998877665544:function:${name}/invocations`;

const definition = {
  openapi: '3.0.1',
  info: { title: 'Zqshop', version: '1', contact: { email: 'zqperson@zqmail.org' } },
  servers: [{ url: 'https://zqapi12345.execute-api.us-east-1.amazonaws.com/zqstage' }],
  components: {
    securitySchemes: {
      tokens: {
        type: 'apiKey',
        name: 'Authorization',
        in: 'header',
        'x-amazon-apigateway-authtype': 'custom',
        'x-amazon-apigateway-authorizer': { type: 'token', authorizerUri: lambda('zqauthorizer') },
      },
    },
  },
  paths: {
    '/orders': {
      get: {
        security: [{ tokens: [] }],
        responses: {},
        'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: lambda('zqorders') },
      },
    },
    '/accounts/998877665544': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://zqhost.internal/x' },
      },
    },
  },
};

const settings = {
  version: 1,
  usage: {
    apiName: 'Zqshop',
    from: '2026-10-01T00:00:00Z',
    to: '2026-10-31T00:00:00Z',
    days: 30,
    count: 100_000_000,
  },
};

let folder: string;
let bundle: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zqfolder-'));
  bundle = join(folder, 'us-east-1', 'zqbundle');
  await mkdir(bundle, { recursive: true });
  await writeFile(join(bundle, 'openapi.json'), JSON.stringify(definition));
  await writeFile(join(bundle, 'settings.json'), JSON.stringify(settings));
  await writeFile(
    join(bundle, 'migrate.config.yaml'),
    'accept:\n  - {rule: access/api-key, reason: zqperson said so, until: 2020-01-01}\n',
  );
  await mkdir(join(folder, 'us-east-1', 'zqbroken'));
  await writeFile(join(folder, 'us-east-1', 'zqbroken', 'openapi.json'), '{"openapi": "3.0.1", "zqkey"');
  await writeFile(
    join(folder, 'zqaccess.log'),
    `${[
      '10.77.88.99 - - [02/Nov/2026:03:30:00 +0000] "GET /accounts/998877665544 HTTP/1.1" 200 9000000 id',
      '10.77.88.99 - - [02/Nov/2026:04:30:00 +0000] "GET /orders HTTP/1.1" 200 100 id',
      'zqbroken line',
    ].join('\n')}\n`,
  );
  await writeFile(
    join(folder, 'zqbill.csv'),
    [
      'line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,line_item_usage_start_date,line_item_usage_end_date,line_item_product_code',
      'ApiGatewayRequest,1000000,3.5,2026-10-01T00:00:00Z,2026-10-31T00:00:00Z,AmazonApiGateway',
    ].join('\n'),
  );
});

/** What a run says, on both streams. */
async function said(...args: string[]) {
  const { stdout, stderr, code } = await runCommand(Cost, ...args);
  return { text: stdout + stderr, stdout, stderr, code };
}

/** Pictures have numbers of another kind, which names move about. */
const amountsIn = (text: string) => text.replaceAll(/<svg.*?<\/svg>/gs, '').match(/\b\d+\.\d\d\b/g) ?? [];

const inputs: [string, () => string[]][] = [
  ['a bundle', () => [bundle]],
  ['a bundle with access logs', () => [bundle, '--logs', join(folder, 'zqaccess.log')]],
  ['a bundle with a bill', () => [bundle, '--bill', join(folder, 'zqbill.csv')]],
  ['several, one of which cannot be read', () => ['--all', folder]],
];

describe.each(inputs)('%s', (_, args) => {
  it.each(costFormats)('as %s tells nothing of whose it is with --anonymise, and the same costs', async (format) => {
    const [plain, anonymous] = [
      await said(...args(), '--format', format),
      await said(...args(), '--format', format, '--anonymise'),
    ];
    expect(plain.text).toMatch(words);
    expect(anonymous.text).not.toMatch(words);
    expect(anonymous.code).toBe(plain.code);
    expect(amountsIn(anonymous.stdout)).toEqual(amountsIn(plain.stdout));
    expect(amountsIn(anonymous.stdout).length).toBeGreaterThan(3);
  });
});

it('what was recorded is still told, and on stderr that an acceptance has ended', async () => {
  const { stdout, stderr } = await said(bundle, '--logs', join(folder, 'zqaccess.log'), '--anonymise');
  expect(stderr).toContain('migrate.config.yaml:2:5: the acceptance of access/api-key ended on 2020-01-01');
  const report = stdout.replaceAll(/\s+/g, ' ');
  expect(report).toContain('the access logs: 2 requests from');
  expect(report).toContain('1 line of the access logs could not be read');
});

it('several get the stand-ins of migrate analyze, and a failure to read one names none', async () => {
  const { stdout, stderr, code } = await said('--all', folder, '--anonymise', '--format', 'json');
  const { apis, failed } = JSON.parse(stdout);
  expect(code).toBe(6);
  expect(apis).toMatchObject([{ input: expect.stringMatching(/^api-[\da-f]{8}$/), api: apis[0].input }]);
  expect(failed).toMatchObject([{ input: expect.stringMatching(/^api-[\da-f]{8}$/) }]);
  expect(stderr).toContain(`Not compared: ${failed[0].input}: `);
});
