import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../src/model/index.js';

/** Files with the APIs that are served, for as long as the benchmark runs. */
export interface Definitions {
  rest: string;
  http: string;
  remove(): void;
}

/** @param upstream address that `/proxy` leads to */
export function writeDefinitions(upstream: string): Definitions {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const write = (name: string, definition: JsonObject): string => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(definition));
    return file;
  };
  return {
    rest: write('rest-api.json', definitionOf('rest', upstream)),
    http: write('http-api.json', definitionOf('http', upstream)),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function definitionOf(kind: 'rest' | 'http', upstream: string): JsonObject {
  const proxy = { type: 'http_proxy', httpMethod: 'GET', uri: `${upstream}/proxy`, ...version(kind, '1.0') };
  return {
    openapi: '3.0.1',
    info: { title: 'bench', version: '1' },
    ...(kind === 'http' && { 'x-amazon-apigateway-importexport-version': '1.0' }),
    paths: {
      '/hello': { get: method(lambda(kind, 'hello')) },
      '/event': { get: method(lambda(kind, 'told')) },
      '/proxy': { get: method(proxy) },
    },
  };
}

function method(integration: JsonObject): JsonObject {
  return { responses: {}, 'x-amazon-apigateway-integration': integration };
}

/** @returns a Lambda proxy integration, of an HTTP API with payload format 2.0 */
export function lambda(kind: 'rest' | 'http', name: string): JsonObject {
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${name}/invocations`,
    ...version(kind, '2.0'),
  };
}

function version(kind: 'rest' | 'http', payloadFormatVersion: string): JsonObject {
  return kind === 'http' ? { payloadFormatVersion } : {};
}
