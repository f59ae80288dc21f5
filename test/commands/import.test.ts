import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Errors } from '@oclif/core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { failureText } from '../../src/cli/failure-text.js';
import Import from '../../src/commands/import.js';
import { Failure } from '../../src/model/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
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

describe('what is refused', () => {
  it('an import without --dry-run: 5, and nothing is read or sent', async () => {
    const { stdout, stderr, code } = await run('there-is-no-such-file.yaml');
    expect([stdout, code]).toEqual(['', 5]);
    expect(stderr).toContain('nothing was sent to AWS');
    expect(stderr).toContain('migrate import there-is-no-such-file.yaml --dry-run');
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

  it('an unknown flag or format: 2', async () => {
    expect((await run('a.yaml', '--dry-run', '--format', 'xml')).code).toBe(2);
    expect((await run('a.yaml', '--dry-run', '--wet')).code).toBe(2);
  });
});

interface Outcome {
  stdout: string;
  stderr: string;
  code: number;
}

async function dryRun(content: string, ...flags: string[]): Promise<Outcome & { file: string }> {
  const file = join(folder, 'http-api.yaml');
  await writeFile(file, content);
  return { file, ...(await run(file, '--dry-run', ...flags)) };
}

async function run(...argv: string[]): Promise<Outcome> {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const error: unknown = await Import.run(argv, root).then(
    () => undefined,
    (thrown) => thrown,
  );
  vi.restoreAllMocks();
  const told = error instanceof Failure ? failureText(error) : '';
  return { stdout: stdout.join(''), stderr: stderr.join('') + told, code: codeOf(error) };
}

function codeOf(error: unknown): number {
  if (error === undefined) return 0;
  if (error instanceof Failure) return exitCodeOf(error.kind);
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? 0;
  if (error instanceof Errors.CLIError) return 2;
  throw error;
}

function captured(stream: NodeJS.WriteStream): string[] {
  const written: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  return written;
}
