import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../command-line.js';

const api = (path: string, indent = '  ') =>
  `
Type: AWS::Serverless::Api
Properties:
  StageName: live
  DefinitionBody:
    openapi: 3.0.1
    info: {title: orders, version: '1'}
    paths:
      ${path}:
        get:
          responses: {}
          x-amazon-apigateway-integration:
            type: aws_proxy
            httpMethod: POST
            uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations
`.replaceAll('\n', `\n${indent}${indent}`);

const one = `Transform: AWS::Serverless-2016-10-31\nResources:\n  Orders:${api('/orders')}\n`;
const two = `${one}  Carts:${api('/carts')}\n`;

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'migrate-template-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('a template as INPUT', () => {
  it('is analyzed, with places in the template', async () => {
    const cwd = folderWith({ 'template.yaml': one });
    const { status, stdout } = await migrate(['analyze', 'template.yaml', '--format', 'json'], { cwd });
    const { source, routes, entries } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(source.file).toBe('template.yaml#Orders');
    expect(routes).toMatchObject([{ method: 'GET', path: '/orders' }]);
    const operation = entries.find(({ rule }: { rule: string }) => rule === 'routes/carried');
    expect(operation.at.pointer).toBe('/paths/~1orders/get');
    expect(one.split('\n')[operation.at.line - 1]?.trim()).toBe('get:');
  });

  it('becomes a definition with its placeholders, and is told where that belongs', async () => {
    const cwd = folderWith({ 'template.yaml': two });
    const { status, stderr } = await migrate(['convert', 'template.yaml#Carts', '-o', 'http.yaml'], { cwd });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/DefinitionBody of an AWS::Serverless::HttpApi beside Carts/),
    });
    const written = readFileSync(join(cwd, 'http.yaml'), 'utf8');
    expect(written).toContain('  /carts:');
    expect(written).toContain('functions/${F.Arn}/invocations');
  });

  it('is compared and priced', async () => {
    const cwd = folderWith({ 'template.yaml': two });
    await migrate(['convert', 'template.yaml#Carts', '-o', 'http.yaml'], { cwd });
    const diff = await migrate(['diff', 'template.yaml#Carts', 'http.yaml', '--format', 'json'], { cwd });
    expect(JSON.parse(diff.stdout)).toMatchObject({ unexplained: 0 });
    const cost = await migrate(['cost', 'template.yaml#Carts', '--requests', '1M', '--region', 'us-east-1'], { cwd });
    expect(cost).toMatchObject({ status: 0, stdout: expect.stringMatching(/^orders in us-east-1/) });
  });

  it('is read from standard input', async () => {
    const { status, stdout } = await migrate(['analyze', '-'], { input: one });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('<stdin>#Orders') });
  });

  it('is never overwritten by its result', async () => {
    const cwd = folderWith({ 'template.yaml': one });
    const { status, stderr } = await migrate(['convert', 'template.yaml#Orders', '-o', 'template.yaml'], { cwd });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('would overwrite') });
  });

  it.each([
    ['template.yaml', 2, /template\.yaml: The template has the definitions of 2 REST APIs: Orders, Carts/],
    ['template.yaml#Cart', 2, /Did you mean template\.yaml#Carts\?/],
    ['no.yaml#Carts', 3, /no\.yaml#Carts: The file cannot be read/],
  ])('is refused as %s', async (input, code, says) => {
    const cwd = folderWith({ 'template.yaml': two });
    const { status, stdout, stderr } = await migrate(['analyze', input], { cwd });
    expect({ status, stdout, stderr }).toEqual({ status: code, stdout: '', stderr: expect.stringMatching(says) });
  });

  it('may have a # in its name', async () => {
    const cwd = folderWith({ 'stack#2.yaml': two, stack: one });
    const whole = await migrate(['analyze', 'stack#2.yaml'], { cwd });
    expect(whole.stderr).toMatch(/migrate analyze stack#2\.yaml#Orders/);
    const part = await migrate(['analyze', 'stack#2.yaml#Carts'], { cwd });
    expect(part.stdout).toContain('GET /carts');
  });
});

it.each([
  ['import', ['template.yaml', '--dry-run'], /migrate convert template\.yaml -o http-api\.yaml/],
  ['diff', ['template.yaml', 'template.yaml'], /The argument HTTP is the definition of an HTTP API/],
])('%s does not take the REST API of a template for an HTTP API', async (command, args, says) => {
  const cwd = folderWith({ 'template.yaml': one });
  const { status, stderr } = await migrate([command, ...args], { cwd });
  expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringMatching(says) });
});
