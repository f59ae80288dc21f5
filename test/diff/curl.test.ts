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
