import type { GatewayRequest, Header } from '../../src/gateway/gateway.js';
import type { Json, JsonObject } from '../../src/model/index.js';
import { listOf, objectOf, textOf } from './values.js';

/**
 * @param rawPath without the stage
 * @param token what stands in the place of `{{jwt}}`
 * @returns the request of a case, with the `Host` that the header list leaves out
 */
export function requestOf(request: JsonObject, rawPath: string, token = ''): GatewayRequest {
  const host = textOf(request['host'] ?? 'api0001.execute-api.us-east-1.amazonaws.com');
  const headers = listOf(request['headers']).map((pair): Header => {
    const [name, value] = listOf(pair).map(textOf);
    return [name ?? '', (value ?? '').replace('{{jwt}}', token)];
  });
  const body = bodyOf(request['body']);
  return {
    method: textOf(request['method']),
    rawPath: rawPath === '' ? '/' : rawPath,
    rawQuery: textOf(request['rawQuery']),
    headers: [['Host', host], ...headers],
    ...(body && body.length > 0 && { body }),
    sourceIp: '203.0.113.7',
  };
}

function bodyOf(body: Json | undefined): Uint8Array | undefined {
  const { text, base64 } = objectOf(body);
  if (typeof text === 'string') return Buffer.from(text, 'utf8');
  return typeof base64 === 'string' ? Buffer.from(base64, 'base64') : undefined;
}

/** @returns the path below a stage that is its first segment */
export function withoutStage(rawPath: string, stage: string): string {
  const prefix = `/${stage}`;
  return rawPath === prefix || rawPath.startsWith(`${prefix}/`) ? rawPath.slice(prefix.length) : rawPath;
}
