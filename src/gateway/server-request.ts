import type { IncomingMessage } from 'node:http';
import type { Gateway, GatewayRequest, GatewayResponse, Header } from './gateway.js';
import { bodyTooLarge, LARGEST_BODY } from './refusals.js';
import { refusalByHead } from './server-limits.js';

/** A request off the wire, with the answer when it goes no further. */
export interface ReadRequest {
  request: GatewayRequest;
  refused?: GatewayResponse;
}

/**
 * Reads a request off the wire.
 *
 * @param kind of API that it is for
 * @returns the request, or `gone` when the client has left
 */
export async function readRequest(incoming: IncomingMessage, kind: Gateway['kind']): Promise<ReadRequest | 'gone'> {
  const head: GatewayRequest = {
    method: incoming.method ?? 'GET',
    ...splitTarget(incoming.url ?? ''),
    headers: headerPairs(incoming.rawHeaders),
    sourceIp: (incoming.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
  };
  const refused = refusalByHead(incoming, head, kind);
  if (refused) return { request: head, refused };
  const body = await readBody(incoming);
  if (body === 'gone') return body;
  if (body === 'too-long') return { request: head, refused: bodyTooLarge(kind) };
  return { request: { ...head, ...(body.length > 0 && { body }) } };
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
      if (length <= LARGEST_BODY) chunks.push(chunk);
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
