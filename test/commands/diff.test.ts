import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Errors } from '@oclif/core';
import { dump, load } from 'js-yaml';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { failureText } from '../../src/cli/failure-text.js';
import Convert from '../../src/commands/convert.js';
import Diff from '../../src/commands/diff.js';
import { Failure, isObject } from '../../src/model/index.js';
import { captured } from '../captured.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rest = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1' },
  securityDefinitions: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } },
  paths: {
    '/pets': { get: { 'x-amazon-apigateway-integration': lambda('pets') } },
    '/stock': { get: { security: [{ key: [] }], 'x-amazon-apigateway-integration': lambda('stock') } },
  },
};
const acceptKey = 'accept:\n  - { rule: access/api-key, reason: the function checks the key }\n';

let folder: string;
let restFile: string;
let httpFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-diff-'));
  restFile = await written('rest.json', JSON.stringify(rest));
  httpFile = join(folder, 'http.yaml');
  await run(Convert, restFile, '--partial', '-o', httpFile);
});

afterEach(() => vi.restoreAllMocks());

describe('migrate diff', () => {
  it('explains every difference to what convert wrote, and ends with 0', async () => {
    const { stdout, code } = await run(Diff, restFile, httpFile, '--format', 'json');
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({
      version: 1,
      requests: expect.any(Number),
      same: expect.any(Number),
      unexplained: 0,
      notCompared: [],
    });
    expect(Object.keys(result)).toEqual([
      'version',
      'requests',
      'same',
      'differences',
      'unexplained',
      'ignored',
      'ignoredBy',
      'notCompared',
      'notShown',
      'staying',
    ]);
    expect(result.differences.map(({ rule }: { rule: string }) => rule)).toEqual(
      expect.arrayContaining(['behaviour/unknown-route', 'lambda/payload-1', 'routes/stays']),
    );
  });

  it('tells rule, title, and the sum as text', async () => {
    const { stdout } = await run(Diff, restFile, httpFile);
    expect(stdout).toMatch(/^\d+ differences, all foretold\.$/m);
    expect(stdout).toMatch(/^behaviour\/unknown-route\n {2}\S.*\n {4}visible {3}reply\.body: /m);
    expect(stdout.trimEnd()).toMatch(/0 unexplained;\s\d+ volatile values ignored \(.*: \d+\)\.$/s);
    expect(stdout).not.toContain('UNEXPLAINED');
  });

  it('prints the same twice', async () => {
    const [one, other] = [
      await run(Diff, restFile, httpFile, '--format', 'json'),
      await run(Diff, restFile, httpFile, '--format', 'json'),
    ];
    expect(one.stdout).toBe(other.stdout);
  });

  it('writes into the file of -o', async () => {
    const file = join(folder, 'differences.md');
    const { stdout, code } = await run(Diff, restFile, httpFile, '--format', 'markdown', '-o', file);
    expect([stdout, code]).toEqual(['', 0]);
    expect(await readFile(file, 'utf8')).toMatch(/^# Differences\n/);
  });

  describe('where an API key is no longer asked for', () => {
    const accepted = async () => {
      const file = join(folder, 'without-key.yaml');
      await run(Convert, restFile, '--accept', 'access/api-key', '-o', file);
      return file;
    };

    it('ends with 1 and tells it first, as long as nobody accepted that', async () => {
      const { stdout, code } = await run(Diff, restFile, await accepted());
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /^\d+ differences? that no rule foretold: exit code 1.*\n\nUNEXPLAINED: .+\n {2}security {2}authorization {2}GET \/stock/,
      );
      expect(stdout).toContain(`curl -X GET "$API"'/stock'`);
    });

    it('ends with 0 once it is accepted by flag or in the decisions', async () => {
      const http = await accepted();
      const config = await written('accepted.yaml', acceptKey);
      expect((await run(Diff, restFile, http, '--accept', 'access/api-key')).code).toBe(0);
      const { stdout, code } = await run(Diff, restFile, http, '-c', config);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^access\/api-key$/m);
    });
  });

  describe('with a definition that is not what convert wrote', () => {
    const orders = join(root, 'samples/orders/rest-api.yaml');
    let converted: Definition;

    beforeAll(async () => {
      const { stdout } = await run(Convert, orders, '--partial', '--format', 'yaml');
      converted = definition(stdout);
    });

    async function changed(change: (api: Definition) => void): Promise<{ code: number; rows: string[] }> {
      const api = structuredClone(converted);
      change(api);
      const file = await written('changed.yaml', dump(JSON.parse(JSON.stringify(api))));
      const { stdout, code } = await run(Diff, orders, file, '--format', 'json');
      const differences: Row[] = JSON.parse(stdout).differences;
      const rows = differences.filter(({ rule }) => rule === null);
      return {
        code,
        rows: rows.map((row) => [row.class, row.aspect, ...(row.route === null ? [] : [row.route])].join(' ')),
      };
    }

    const jwt = (api: Definition) => authorizer(api, 'Customers')['jwtConfiguration'];
    const tracking = (api: Definition) => integration(api, '/orders/{orderId}/tracking', 'get');

    it('finds nothing in what was read, written and read again', async () => {
      expect(await changed(() => {})).toEqual({ code: 0, rows: [] });
    });

    it.each<[string, (api: Definition) => void, string[]]>([
      [
        'a verb that only the HTTP API has',
        (api) => {
          api['paths']['/orders/{orderId}']['put'] = {
            ...api['paths']['/orders/{orderId}']['get'],
            security: undefined,
            operationId: 'Put',
          };
        },
        ['security route PUT /orders/{orderId}'],
      ],
      [
        'a path that only the HTTP API has',
        (api) => {
          api['paths']['/admin'] = { get: api['paths']['/health']['get'] };
        },
        ['security route GET /admin'],
      ],
      [
        'a guarded path that only the HTTP API has',
        (api) => {
          api['paths']['/admin'] = { get: { ...api['paths']['/orders']['get'], operationId: 'Admin' } };
        },
        ['security definition.route GET /admin'],
      ],
      [
        'a route that is left out',
        (api) => {
          api['paths']['/orders']['post'] = undefined;
        },
        ['breaking definition.route POST /orders'],
      ],
      [
        'a route that asks nobody',
        (api) => {
          api['paths']['/orders']['get'].security = undefined;
        },
        ['security authorization GET /orders'],
      ],
      [
        'one more scope that will do',
        (api) => {
          api['paths']['/orders']['get'].security = [{ Customers: ['orders/read', 'orders/write'] }];
        },
        ['security definition.scopes GET /orders'],
      ],
      [
        'another authorizer function',
        (api) => {
          const partners = authorizer(api, 'Partners');
          partners['authorizerUri'] = partners['authorizerUri'].replace('orders-partner-authorizer', 'lets-all-in');
        },
        ['security definition.authorizers.Partners.uri'],
      ],
      ...(
        [
          ['allowOrigins', ['*'], 'security'],
          ['allowOrigins', ['https://shop.example.com', 'https://other.example.com'], 'security'],
          ['allowOrigins', ['https://other.example.com'], 'security'],
          ['allowCredentials', true, 'security'],
          ['allowHeaders', ['Authorization', 'Content-Type', 'X-Amz-Date', 'X-Api-Key', 'X-Admin'], 'security'],
          ['allowMethods', ['*'], 'security'],
          ['allowMethods', ['GET'], 'breaking'],
          ['exposeHeaders', ['X-Internal'], 'security'],
          ['maxAge', 60, 'visible'],
        ] as const
      ).map(([name, value, worst]): [string, (api: Definition) => void, string[]] => [
        `CORS ${name} ${JSON.stringify(value)}`,
        (api) => {
          api['x-amazon-apigateway-cors'][name] = value;
        },
        [`${worst} definition.cors.${name}`],
      ]),
      [
        'one more app client',
        (api) => {
          jwt(api).audience.push('another');
        },
        ['security definition.authorizers.Customers.audience'],
      ],
      [
        'one app client less',
        (api) => {
          jwt(api).audience.pop();
        },
        ['breaking definition.authorizers.Customers.audience'],
      ],
      [
        'another issuer',
        (api) => {
          jwt(api).issuer = 'https://issuer.example.com';
        },
        ['security definition.authorizers.Customers.issuer'],
      ],
      [
        'a token in another place',
        (api) => {
          authorizer(api, 'Customers')['identitySource'] = '$request.querystring.token';
        },
        ['breaking definition.authorizers.Customers.identitySource'],
      ],
      [
        'another identity source of a function',
        (api) => {
          authorizer(api, 'Partners')['identitySource'] = '$request.header.X-Other';
        },
        ['security definition.authorizers.Partners.identitySources'],
      ],
      [
        'a decision that is kept longer',
        (api) => {
          authorizer(api, 'Partners')['authorizerResultTtlInSeconds'] = 3600;
        },
        ['security definition.authorizers.Partners.ttl'],
      ],
      [
        'a decision that is kept shorter',
        (api) => {
          authorizer(api, 'Partners')['authorizerResultTtlInSeconds'] = 0;
        },
        ['visible definition.authorizers.Partners.ttl'],
      ],
      [
        'a shorter timeout',
        (api) => {
          tracking(api)['timeoutInMillis'] = 1000;
        },
        ['breaking definition.integration.timeoutInMillis GET /orders/{orderId}/tracking'],
      ],
      [
        'a longer timeout',
        (api) => {
          integration(api, '/health', 'get')['timeoutInMillis'] = 30000;
        },
        ['visible definition.integration.timeoutInMillis GET /health'],
      ],
      [
        'credentials',
        (api) => {
          integration(api, '/health', 'get')['credentials'] = 'arn:aws:iam::111122223333:role/other';
        },
        ['breaking definition.integration.credentials GET /health'],
      ],
      [
        'another payload format',
        (api) => {
          integration(api, '/health', 'get')['payloadFormatVersion'] = '2.0';
        },
        ['breaking definition.integration.payloadFormatVersion GET /health'],
      ],
      [
        'another function',
        (api) => {
          const health = integration(api, '/health', 'get');
          health['uri'] = health['uri'].replace('orders-health', 'other');
        },
        ['breaking definition.integration.uri GET /health'],
      ],
      ...['header.X-Trace', 'querystring.lang', 'header.X-Source'].map(
        (name): [string, (api: Definition) => void, string[]] => [
          `a lost mapping of ${name}`,
          (api) => {
            tracking(api)['requestParameters'][`overwrite:${name}`] = undefined;
          },
          [`breaking definition.integration.requestParameters.overwrite:${name} GET /orders/{orderId}/tracking`],
        ],
      ),
    ])('names %s once, and ends with 1', async (_, change, rows) => {
      expect(await changed(change)).toEqual({ code: 1, rows });
    });
  });

  it('lists what lies behind an authorizer that no request got past', async () => {
    const guard = {
      type: 'apiKey',
      name: 'Authorization',
      in: 'header',
      'x-amazon-apigateway-authtype': 'custom',
      'x-amazon-apigateway-authorizer': {
        type: 'token',
        authorizerUri: lambda('guard').uri,
        identityValidationExpression: '^[0-9]{4}$',
      },
    };
    const guarded = {
      ...rest,
      securityDefinitions: { guard },
      paths: { '/pets': { get: { security: [{ guard: [] }], 'x-amazon-apigateway-integration': lambda('pets') } } },
    };
    const file = await written('guarded.json', JSON.stringify(guarded));
    const http = join(folder, 'guarded.yaml');
    const accept = ['--accept', 'authorizers/validation-expression'];
    await run(Convert, file, '-o', http, ...accept);
    const { stdout } = await run(Diff, file, http, '--format', 'json', ...accept);
    expect(JSON.parse(stdout).notCompared).toEqual([
      { gateway: 'rest', feature: 'guard: no request got past the authorizer', example: 'GET /pets', count: 1 },
    ]);
  });

  it('shows no key and no token', async () => {
    const { stdout } = await run(Diff, restFile, httpFile, '--format', 'json');
    expect(stdout).toContain('$X_API_KEY');
    expect(stdout).not.toMatch(/migrate-diff-api-key/);
  });

  it.each([
    ['an HTTP API as the first', () => [httpFile, httpFile], 'The argument REST is the definition of a REST API'],
    [
      'a REST API as the second',
      () => [restFile, join(root, 'samples/orders/rest-api.yaml')],
      'The argument HTTP is the definition of an HTTP API',
    ],
    ['a file that is not there', () => [restFile, join(folder, 'nowhere.yaml')], 'there is no such file'],
  ])('refuses %s, with 3', async (_, files, words) => {
    const { stdout, stderr, code } = await run(Diff, ...files());
    expect([stdout, code]).toEqual(['', 3]);
    expect(stderr).toContain(words);
  });
});

interface Row {
  class: string;
  aspect: string;
  rule: string | null;
  route: string | null;
}

/** An HTTP API as its file has it, to be changed by hand. */
// biome-ignore lint/suspicious/noExplicitAny: a test changes what it likes
type Definition = Record<string, any>;

function definition(text: string): Definition {
  const read = load(text);
  if (!isObject(read)) throw new Error('convert wrote no object');
  return read;
}

function authorizer(api: Definition, name: string): Definition {
  return api['components'].securitySchemes[name]['x-amazon-apigateway-authorizer'];
}

function integration(api: Definition, path: string, verb: string): Definition {
  return api['paths'][path][verb]['x-amazon-apigateway-integration'];
}

function lambda(name: string) {
  const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${name}/invocations`;
  return { type: 'aws_proxy', httpMethod: 'POST', uri };
}

/** Runs a command as `cli/main.ts` does. */
async function run(command: typeof Diff | typeof Convert, ...argv: string[]) {
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  const ended = await command.run(argv, root).then(() => undefined, expected);
  vi.restoreAllMocks();
  const told = ended instanceof Failure ? failureText(ended) : '';
  return { stdout: stdout.join(''), stderr: stderr.join('') + told, code: codeOf(ended) };
}

function codeOf(ended: Failure | Errors.ExitError | undefined): number {
  if (ended instanceof Failure) return exitCodeOf(ended.kind);
  return ended?.oclif.exit ?? 0;
}

function expected(error: unknown): Failure | Errors.ExitError {
  if (error instanceof Failure || error instanceof Errors.ExitError) return error;
  throw error;
}

async function written(name: string, content: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
}
