import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LocalIssuer, localIssuer } from '../../../src/gateway/backends/tokens.js';

const issuer = 'https://issuer.example';
let local: LocalIssuer;
beforeAll(async () => {
  local = await localIssuer();
});

const soon = () => Math.floor(Date.now() / 1000) + 60;

describe('a token of the local issuer', () => {
  it('is valid, with its claims', async () => {
    const token = await local.sign(issuer, { sub: 'me', groups: ['a'] });
    const outcome = await local.verify(token, issuer);
    expect(outcome).toMatchObject({ kind: 'valid', claims: { iss: issuer, sub: 'me', groups: ['a'] } });
  });

  it.each([
    ['of another issuer', { iss: 'https://other.example' }, 'issuer'],
    ['of no issuer', { iss: null }, 'issuer'],
    ['of an issuer with one more slash', { iss: `${issuer}/` }, 'issuer'],
    ['that has expired', { exp: 1 }, 'expired'],
    ['of tomorrow', { nbf: soon() }, 'not-yet-valid'],
    ['issued tomorrow', { iat: soon() }, 'not-yet-valid'],
    ['that never expires', { exp: 'never' }, 'malformed'],
    ['whose times are no numbers', { iat: 'now' }, 'malformed'],
  ])('%s is not', async (_, claims, reason) => {
    const token = await local.sign(issuer, claims);
    expect(await local.verify(token, issuer)).toEqual({ kind: 'invalid', reason });
  });

  it.each(['', 'x', 'a.b', 'a.b.c'])('"%s" is none', async (token) => {
    expect(await local.verify(token, issuer)).toEqual({ kind: 'invalid', reason: 'malformed' });
  });

  it('that was changed is not', async () => {
    const [head, , signature] = (await local.sign(issuer, {})).split('.');
    const body = Buffer.from(JSON.stringify({ iss: issuer, exp: soon(), admin: true })).toString('base64url');
    expect(await local.verify(`${head}.${body}.${signature}`, issuer)).toEqual({
      kind: 'invalid',
      reason: 'signature',
    });
  });

  it('of another local issuer is not', async () => {
    const token = await (await localIssuer()).sign(issuer, {});
    expect(await local.verify(token, issuer)).toEqual({ kind: 'invalid', reason: 'signature' });
  });

  it('of another algorithm is not', async () => {
    const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
    const token = await new SignJWT({ iss: issuer, exp: soon() }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await local.verify(token, issuer)).toEqual({ kind: 'invalid', reason: 'signature' });
  });

  it('without a signature is not', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'none' })}.${part({ iss: issuer, exp: soon() })}.`;
    expect((await local.verify(token, issuer)).kind).toBe('invalid');
  });
});
