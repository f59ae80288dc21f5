import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import Import from '../../src/commands/import.js';
import { type Outcome, runCommand } from '../run-command.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-import-'));
});
afterEach(() => vi.restoreAllMocks());

const good = `openapi: 3.0.1
info:
  title: shop
  version: "1.0"
x-amazon-apigateway-cors:
  allowOrigins: ["https://shop.example.com"]
  allowMethods: [GET, POST]
components:
  securitySchemes:
    pool:
      type: oauth2
      flows: {}
      x-amazon-apigateway-authorizer:
        type: jwt
        identitySource: $request.header.Authorization
        jwtConfiguration:
          issuer: https://issuer.example.com
          audience: [shop]
paths:
  /orders:
    get:
      security:
        - pool: [orders/read]
      x-amazon-apigateway-integration:
        type: AWS_PROXY
        uri: arn:aws:lambda:eu-west-1:111122223333:function:orders
        payloadFormatVersion: "2.0"
  /stock:
    get:
      x-amazon-apigateway-integration:
        type: HTTP_PROXY
        httpMethod: GET
        uri: https://stock.example.com
        payloadFormatVersion: "1.0"
        requestParameters:
          overwrite:header.x-api-key: s3cret
          overwrite:header.x-request: $context.requestId
`;

/** The same with a warning: a property that no integration has. */
const doubtful = good.replace('payloadFormatVersion: "1.0"', 'payloadFormatVersion: "1.0"\n        colour: red');

/** The same with an info on line 22, an error on line 36, and a warning on line 37. */
const bad = good
  .replace('      security:\n', '      requestBody: {}\n      security:\n')
  .replace(
    'payloadFormatVersion: "1.0"',
    'payloadFormatVersion: "1.0"\n        timeoutInMillis: 31000\n        colour: red',
  );

const rest = `openapi: 3.0.1
info: { title: shop, version: "1.0" }
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:orders/invocations
        passthroughBehavior: when_no_match
        responses: { default: { statusCode: "200" } }
`;

const swagger = 'swagger: "2.0"\ninfo: { title: shop, version: "1.0" }\npaths: {}\n';

describe('a definition without a warning', () => {
  it('is shown with the plan, and ends with 0', async () => {
    const { stdout, code, file } = await dryRun(good);
    expect(code).toBe(0);
    await expect(stdout.replaceAll(file, 'http-api.yaml')).toMatchFileSnapshot('../report/golden/import-good.txt');
  });

  it('has this shape as JSON', async () => {
    const { stdout, code } = await dryRun(good, '--format', 'json');
    const { version, messages, api, authorizers, integrations, routes, plan } = JSON.parse(stdout);
    expect([code, version, messages]).toEqual([0, 1, { info: [], warnings: [], errors: [] }]);
    expect(api).toMatchObject({ name: 'shop', version: '1.0', protocolType: 'HTTP', disableExecuteApiEndpoint: false });
    expect(authorizers).toMatchObject([{ name: 'pool', authorizerType: 'JWT' }]);
    expect(integrations).toMatchObject([{ integrationType: 'AWS_PROXY' }, { integrationType: 'HTTP_PROXY' }]);
    expect(routes).toEqual([
      {
        key: 'GET /orders',
        authorization: 'JWT',
        authorizer: 'pool',
        scopes: ['orders/read'],
        integration: 'integration-1',
      },
      { key: 'GET /stock', authorization: 'NONE', scopes: [], integration: 'integration-2' },
    ]);
    expect(plan.steps.map(({ call }: { call: string }) => call)).toEqual([
      'ImportApi',
      'ExportApi',
      'lambda:AddPermission',
      'CreateStage',
    ]);
  });

  it.each(['text', 'json'])('does not show a constant that looks like a secret, as %s', async (format) => {
    const { stdout } = await dryRun(good, '--format', format);
    expect(stdout).not.toContain('s3cret');
    if (format === 'json') expect(stdout).toContain('$context.requestId');
  });

  it('is written to the file of -o', async () => {
    const output = join(folder, 'plan.json');
    const { stdout } = await dryRun(good, '--format', 'json', '-o', output);
    expect(stdout).toBe('');
    expect(JSON.parse(await readFile(output, 'utf8'))).toMatchObject({ version: 1 });
  });
});

describe('a definition with warnings and errors', () => {
  it('is shown with file, line and column, and ends with 1', async () => {
    const { stdout, code, file } = await dryRun(bad);
    expect(code).toBe(1);
    await expect(stdout.replaceAll(file, 'http-api.yaml')).toMatchFileSnapshot('../report/golden/import-bad.txt');
  });

  it('has line and column in the JSON', async () => {
    const { stdout, code } = await dryRun(bad, '--format', 'json');
    const { messages } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(messages.errors).toMatchObject([{ fact: 'NM-TMO', at: { line: 36, column: 9 }, evidence: 'D' }]);
    expect(messages.warnings).toMatchObject([{ fact: 'IM-UNK', at: { line: 37, column: 9 }, evidence: 'U' }]);
    expect(messages.info).toMatchObject([{ fact: 'IM-INFO', at: { line: 22, column: 7 } }]);
  });

  it('ends with 0 when there is info only', async () => {
    expect((await dryRun(good.replace('      security:\n', '      requestBody: {}\n      security:\n'))).code).toBe(0);
  });

  it('ends with 1 for Swagger 2.0, which is an error of ImportApi', async () => {
    const { stdout, code } = await dryRun(swagger);
    expect(code).toBe(1);
    expect(stdout).toContain('[IM-E-SWAGGER]');
    expect(stdout).toContain('`migrate convert`');
  });
});

describe('the text', () => {
  it('fits into 80 columns, except for addresses and commands', async () => {
    const { stdout, file } = await dryRun(bad);
    const lines = stdout.split('\n').filter((line) => !line.includes(file) && !/https:|aws |arn:/.test(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it('cannot steer the terminal', async () => {
    const { stdout } = await dryRun(good.replace('title: shop', String.raw`title: "a\e[31mb\u202Ec"`));
    expect(stdout).toContain('a\uFFFD[31mb\uFFFDc');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  });

  it('is the same every time', async () => {
    const [first, second] = [await dryRun(bad), await dryRun(bad)];
    expect(first.stdout.replaceAll(first.file, '')).toBe(second.stdout.replaceAll(second.file, ''));
  });
});

describe('with errors', () => {
  it('there is no plan: the import would stop', async () => {
    const { stdout } = await dryRun(bad);
    expect(stdout).toContain('PLAN\n  The import would stop here');
    expect(stdout).not.toContain('aws apigatewayv2');
    expect(JSON.parse((await dryRun(bad, '--format', 'json')).stdout).plan).toEqual({ steps: [] });
  });

  it('an authorizer that cannot be made is not hidden behind a count', async () => {
    const { stdout } = await dryRun(good.replace('type: jwt', 'type: token'));
    expect(stdout).toContain('AUTHORIZERS (0)\n  pool: unknown.');
    expect(stdout).toContain('unknown: pool');
  });
});

describe('with warnings only', () => {
  it('there is a plan, and the verdict says that it may be stopped', async () => {
    const { stdout, code } = await dryRun(doubtful);
    expect(code).toBe(1);
    expect(stdout).toContain('aws apigatewayv2 import-api');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('failOnWarnings=true, so each warning can stop it.');
  });

  it('an unreadable authorizer is counted in the plan', async () => {
    const { stdout } = await dryRun(good.replace(/ {6}x-amazon-apigateway-authorizer:.*?audience: \[shop\]\n/s, ''));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('the API, 0 authorizers, 1 unknown authorizer, 2 integrations');
  });
});

describe('the plan', () => {
  it('names the file itself', async () => {
    const { stdout, file } = await dryRun(good);
    expect(stdout).toContain(`import-api --body 'file://${file}' --fail-on-warnings`);
  });

  it('says of each step how to undo it, or that it only reads', async () => {
    const { stdout } = await dryRun(good);
    const steps = stdout
      .slice(stdout.indexOf('PLAN'))
      .split(/^ {2}\d+\. /m)
      .slice(1);
    expect(steps).toHaveLength(4);
    for (const step of steps) expect(step).toMatch(/^ +undo: (aws |none needed, this step only reads)/m);
  });
});

/** Each part that must not show holds this word. */
const secret = 'zQ7secret';

const secretive = `openapi: 3.0.1
info: { title: shop, version: "1.0", description: "See https://bob:${secret}@wiki.example.com" }
components:
  securitySchemes:
    keys:
      type: apiKey
      in: header
      name: x
      x-amazon-apigateway-authorizer:
        type: request
        authorizerUri: https://bob:${secret}@keys.example.com
        authorizerPayloadFormatVersion: "2.0"
        identitySource: $request.header.x
paths:
  /stock:
    get:
      security: [{ keys: [] }]
      x-amazon-apigateway-integration:
        type: HTTP_PROXY
        httpMethod: GET
        uri: https://bob:${secret}@stock.example.com/a?api_key=${secret}&page=1
        payloadFormatVersion: "1.0"
        requestParameters:
          overwrite:header.x-origin: ${secret}
          append:querystring.who: ${secret}-\${request.header.who}
          overwrite:header.trace: $context.requestId
          overwrite:path: /b
          remove:header.cookie: "''"
        responseParameters:
          "200": { "append:header.x-served": ${secret}, "overwrite:statuscode": "201" }
  /queue:
    post:
      x-amazon-apigateway-integration:
        type: AWS_PROXY
        integrationSubtype: SQS-SendMessage
        credentials: arn:aws:iam::111122223333:role/queue
        payloadFormatVersion: "1.0"
        requestParameters:
          QueueUrl: https://sqs.eu-west-1.amazonaws.com/111122223333/orders
          MessageBody: ${secret}
          MessageGroupId: $request.header.group
`;

describe('secrets', () => {
  it.each(['text', 'json'])('are not shown, wherever they stand, as %s', async (format) => {
    const { stdout } = await dryRun(secretive, '--format', format);
    expect(stdout).not.toContain(secret);
    expect(stdout).toContain('https://(hidden)@stock.example.com/a?api_key=(hidden)&page=1');
  });

  it('leave what is taken from the request, and what names a resource', async () => {
    const { integrations } = JSON.parse((await dryRun(secretive, '--format', 'json')).stdout);
    expect(integrations[0]).toMatchObject({
      requestParameters: {
        'overwrite:header.x-origin': '(hidden)',
        'append:querystring.who': '(hidden)${request.header.who}',
        'overwrite:header.trace': '$context.requestId',
        'overwrite:path': '/b',
        'remove:header.cookie': "''",
      },
      responseParameters: { '200': { 'append:header.x-served': '(hidden)', 'overwrite:statuscode': '201' } },
    });
    expect(integrations[1].requestParameters).toEqual({
      QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders',
      MessageBody: '(hidden)',
      MessageGroupId: '$request.header.group',
    });
  });
});

describe('the columns', () => {
  const key = '/a-route-with-a-long-path/{identifier}/and-some-more-of-it/{other}';
  const uri = 'https://a-backend-with-a-long-name.internal.example.com/with/a/long/path';
  const listener =
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/shop/1234567890abcdef/1234567890abcdef';

  it('never break a key, a URL or a word', async () => {
    const { stdout } = await dryRun(good.replace('  /stock:', `  ${key}:`).replace('https://stock.example.com', uri));
    const lines = stdout.split('\n');
    expect(lines).toContainEqual(expect.stringContaining(`GET ${key}`));
    expect(lines).toContainEqual(expect.stringContaining(`GET ${uri}`));
  });

  it('are as wide as their longest cell, and break at spaces beyond their limit', async () => {
    const scopes = Array.from({ length: 4 }, (_, index) => `orders/scope-${index}`);
    const { stdout } = await dryRun(good.replace('[orders/read]', JSON.stringify(scopes)));
    expect(stdout).toContain(
      [
        'ROUTES (2)',
        '  GET /orders  JWT pool (orders/scope-0,  Lambda orders (2.0)',
        '               orders/scope-1,',
        '               orders/scope-2,',
        '               orders/scope-3)',
        '  GET /stock   open                       GET https://stock.example.com',
      ].join('\n'),
    );
  });

  it('show the VPC link of a private route', async () => {
    const connection = `${listener}\n        connectionType: VPC_LINK\n        connectionId: abc123`;
    const { stdout } = await dryRun(good.replace('https://stock.example.com', connection));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`GET ${listener} through VPC link abc123`);
    expect(stdout.split('\n')).toContainEqual(expect.stringContaining(`GET ${listener}`));
  });
});

describe('what is refused', () => {
  it('an import that ImportApi would refuse: 1, and nothing is sent', async () => {
    const file = join(folder, 'bad.yaml');
    await writeFile(file, bad);
    const { stdout, stderr, code } = await run(file, '--yes', '--endpoint-url', 'http://127.0.0.1:1');
    expect([code, stderr]).toEqual([1, expect.stringContaining('Nothing was sent to AWS')]);
    expect(stdout).toContain('WARNINGS');
  });

  it('the definition of a REST API: 3, with the command that converts it', async () => {
    const { stdout, stderr, code, file } = await dryRun(rest);
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toContain('This is the definition of a REST API');
    expect(stderr).toContain(`migrate convert ${file} -o http-api.yaml`);
  });

  it('not a definition of HTTP API with one REST integration in it, which is a warning', async () => {
    const one = good.replace('type: HTTP_PROXY', 'type: mock');
    const { stdout, code } = await dryRun(one);
    expect(code).toBe(1);
    expect(stdout).toContain('type "mock"');
  });

  it.each([
    ['a file that is not there', undefined],
    ['an empty file', ''],
    ['a file that is no YAML', 'a: [b'],
    ['a CloudFormation template', 'Resources: {}\n'],
  ])('%s: 3', async (_, content) => {
    const { stdout, code } = content === undefined ? await run('gone.yaml', '--dry-run') : await dryRun(content);
    expect([stdout, code]).toEqual(['', 3]);
  });

  it('an empty file, with what is expected instead', async () => {
    expect((await dryRun(' \n')).stderr).toContain('an OpenAPI 3.0 definition of an HTTP API');
  });

  it('an unknown flag or format: 2', async () => {
    expect((await run('a.yaml', '--dry-run', '--format', 'xml')).code).toBe(2);
    expect((await run('a.yaml', '--dry-run', '--wet')).code).toBe(2);
  });
});

async function dryRun(content: string, ...flags: string[]): Promise<Outcome & { file: string }> {
  const file = join(folder, 'http-api.yaml');
  await writeFile(file, content);
  return { file, ...(await run(file, '--dry-run', ...flags)) };
}

const run = (...argv: string[]) => runCommand(Import, ...argv);
