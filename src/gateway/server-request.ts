import type { IncomingMessage } from 'node:http';
import type { GatewayRequest, GatewayResponse, Header } from './gateway.js';
import { refusal } from './server-response.js';

/** Both kinds of API take 10 MB (RT-LIM-PAYLOAD). */
const LONGEST_BODY = 10 * 1024 * 1024;

/**
 * Reads a request off the wire.
 *
 * @returns the request; the answer to one that is refused; or `gone` when the client has left
 */
export async function readRequest(incoming: IncomingMessage): Promise<GatewayRequest | GatewayResponse | 'gone'> {
  const { rawPath, rawQuery } = splitTarget(incoming.url ?? '');
  if (!rawPath.startsWith('/')) return refusal(400, 'Bad Request');
  const body = await readBody(incoming);
  if (body === 'gone') return body;
  if (body === 'too-long') return refusal(413, 'Request Entity Too Large');
  return {
    method: incoming.method ?? 'GET',
    rawPath,
    rawQuery,
    headers: headerPairs(incoming.rawHeaders),
    ...(body.length > 0 ? { body } : {}),
    sourceIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
  };
}

/** A request target may be a whole URL (RFC 9112, 3.2.2). */
function splitTarget(target: string): { rawPath: string; rawQuery: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '').replace(/#.*$/s, '');
  const start = local.indexOf('?');
  const path = start < 0 ? local : local.slice(0, start);
  return { rawPath: path || '/', rawQuery: start < 0 ? '' : local.slice(start + 1) };
}

function headerPairs(raw: readonly string[]): Header[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function readBody(incoming: IncomingMessage): Promise<Uint8Array | 'too-long' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LONGEST_BODY) chunks.push(chunk);
      else resolve('too-long');
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve('gone'));
    incoming.on('close', () => resolve('gone'));
  });
}

/**
 * Takes the stage off a path. Slashes in front of the stage do not count (RT-PATH-DOUBLE-STAGE), those behind it do.
 *
 * @returns the path without it, at least `/`; `undefined` when the path names another stage
 */
export function splitStage(rawPath: string, stage: string): string | undefined {
  const [, first, rest = ''] = /^\/+([^/]*)(.*)$/s.exec(rawPath) ?? [];
  if (first !== stage) return undefined;
  return rest === '' ? '/' : rest;
}
