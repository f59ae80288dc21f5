import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import Diff from '../../src/commands/diff.js';
import { runCommand } from '../run-command.js';

const definition = {
  openapi: '3.0.1',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders': {
      get: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'http_proxy',
          httpMethod: 'GET',
          uri: 'https://orders.acme-shop.io/v1',
        },
      },
      post: {
        responses: {},
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:987654321098:function:acme-orders/invocations',
        },
      },
    },
  },
};

it.each(['text', 'json', 'markdown', 'html', 'junit'])(
  'migrate diff --anonymise --format %s tells the same, and not whose API it is',
  async (format) => {
    const file = join(await mkdtemp(join(tmpdir(), 'acme-')), 'acme.json');
    await writeFile(file, JSON.stringify(definition));
    await writeFile(
      join(dirname(file), 'migrate.config.yaml'),
      'accept:\n  - {rule: access/api-key, reason: acme said so, until: 2020-01-01}\n',
    );
    const open = await runCommand(Diff, file, '--format', format);
    const told = await runCommand(Diff, file, '--anonymise', '--format', format);
    expect([open.code, told.code]).toEqual([0, 0]);
    expect(told.stdout + told.stderr).not.toMatch(/acme|987654321098/);
    expect(told.stderr).toContain('migrate.config.yaml:2:5: the acceptance of access/api-key ended on 2020-01-01');
    expect(told.stdout.split('\n').length).toBeGreaterThan(10);
  },
);
