import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { curlOf } from '../../src/diff/curl.js';
import type { DiffRequest } from '../../src/diff/diff-request.js';
import { sent } from './exchanges.js';

/** What a POSIX shell makes of the command line. */
function words(request: DiffRequest): string[] {
  const script = `API=https://api.example; X_API_KEY=secret; TOKEN=secret; set -- ${curlOf(request)}; printf '%s\\0' "$@"`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('an example as a command line', () => {
  it('has method, address, headers and body, whatever they contain', () => {
    const request = {
      method: 'POST',
      rawPath: "/it's/%20here",
      rawQuery: 'a=1&b=$x',
      headers: [
        ['Host', 'api.example.com'],
        ['Content-Type', 'application/json'],
        ['X-Odd', `"'$HOME`],
      ] as const,
      body: new TextEncoder().encode(`{"a":"it's $5"}`),
      sourceIp: '192.0.2.1',
    };
    expect(words(sent({ request: { ...request, headers: [...request.headers] } }))).toEqual([
      'curl',
      '-X',
      'POST',
      "https://api.example/it's/%20here?a=1&b=$x",
      '-H',
      'Content-Type: application/json',
      '-H',
      `X-Odd: "'$HOME`,
      '--data-binary',
      `{"a":"it's $5"}`,
    ]);
  });

  it.each([
    ['bytes that are no text', new Uint8Array([0xff, 0x00, 0x27, 0x0a, 0x41])],
    ['megabytes of one letter', new Uint8Array(2_000_000).fill(0x78)],
  ])('pipes %s into curl', (_, body) => {
    const request = { ...sent().request, method: 'POST', body };
    const script = `API=x; curl() { cat; }; ${curlOf(sent({ request }))}`;
    const piped = execFileSync('sh', ['-c', script], { maxBuffer: 10_000_000 });
    expect(curlOf(sent({ request })).length).toBeLessThan(200);
    expect(Buffer.compare(piped, body)).toBe(0);
  });

  it('lets the shell write a long row of one letter', () => {
    const request = { ...sent().request, headers: [['X-Long', 'x'.repeat(9_000)]] as [string, string][] };
    expect(curlOf(sent({ request })).length).toBeLessThan(200);
    expect(words(sent({ request })).at(-1)).toBe(`X-Long: ${'x'.repeat(9_000)}`);
  });

  it('keeps a query that is not well encoded', () => {
    const request = { ...sent().request, rawQuery: '100%=1&%E9' };
    expect(words(sent({ request })).at(-1)).toBe('https://api.example/pets?100%=1&%E9');
  });

  it('has variables for what is secret', () => {
    const request = {
      ...sent().request,
      headers: [['X-Api-Key', 'real']] as [string, string][],
      rawQuery: 'p=1&token=real',
    };
    const credentials = [
      { kind: 'api-key', place: 'header', name: 'X-Api-Key', value: 'real' },
      { kind: 'authorizer', place: 'querystring', name: 'token', value: 'real' },
    ] as const;
    const seen = sent({ request, credentials: [...credentials] });
    expect(curlOf(seen)).not.toContain('real');
    expect(words(seen)).toEqual([
      'curl',
      '-X',
      'GET',
      'https://api.example/pets?p=1&token=secret',
      '-H',
      'X-Api-Key: secret',
    ]);
  });
});
