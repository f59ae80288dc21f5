import type { IncomingMessage } from 'node:http';

/** Bytes of a call that are read: API Gateway takes definitions of 6 MB, and as a text in JSON they grow. */
const LARGEST_CALL = 32 * 1024 * 1024;

/** @returns the body as text, or why there is none */
export function bodyOf(incoming: IncomingMessage): Promise<{ text: string } | 'too-long' | 'gone'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= LARGEST_CALL) chunks.push(chunk);
      else resolve('too-long');
    });
    incoming.on('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8') }));
    incoming.on('error', () => resolve('gone'));
    incoming.on('close', () => resolve('gone'));
  });
}
