import { describe, expect, it } from 'vitest';
import { cannotListen, isLoopback, urlOfAddress } from '../../src/gateway/server-address.js';

describe('an address', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.evil.example', false],
    ['127.example', false],
    ['', false],
  ])('%j is reached by this machine alone: %s', (host, isAlone) => {
    expect(isLoopback(host)).toBe(isAlone);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['localhost', 'http://localhost:3000'],
    ['::1', 'http://[::1]:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
  ])('%s is opened as %s', (host, url) => {
    expect(urlOfAddress({ host, port: 3000 })).toBe(url);
  });

  it.each([
    ['EADDRINUSE', 'Port 80 of a cannot be had: it is in use.'],
    ['EACCES', 'Port 80 of a cannot be had: it needs more rights than you have.'],
    ['ENOTFOUND', 'Port 80 of a cannot be had: there is no such host.'],
    ['EWHATEVER', 'Port 80 of a cannot be had: EWHATEVER.'],
  ])('that cannot be had for %s says so', (code, message) => {
    expect(cannotListen(Object.assign(new Error(), { code }), { host: 'a', port: 80 })).toMatchObject({
      kind: 'usage',
      message,
    });
  });
});
