import { vi } from 'vitest';

/** Takes what is written to a stream of this process, and says so as a stream does, until mocks are restored. */
export function captured(stream: NodeJS.WriteStream): string[] {
  const chunks: string[] = [];
  vi.spyOn(stream, 'write').mockImplementation((chunk: string | Uint8Array, ...rest: unknown[]) => {
    chunks.push(String(chunk));
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  });
  return chunks;
}
