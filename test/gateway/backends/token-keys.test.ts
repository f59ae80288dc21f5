import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalIssuer, localIssuer, withIssuers } from '../../../src/gateway/backends/tokens.js';
import { Failure } from '../../../src/model/index.js';

let local: LocalIssuer;
let key: CryptoKey;
let jwk: JWK;
let folder: string;
beforeAll(async () => {
  local = await localIssuer();
  const pair = await generateKeyPair('RS256', { extractable: true });
  key = pair.privateKey;
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', use: 'sig' };
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});
afterAll(() => rm(folder, { recursive: true }));

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** An issuer that answers a path with JSON; `asked` has the paths it was asked for. */
async function serving(answers: (url: string) => Record<string, unknown>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers(url)[path];
    if (answer === 'never') return;
    response.writeHead(answer === undefined ? 404 : 200, { location: '/keys' }).end(JSON.stringify(answer ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked };
}

const issuer = 'https://issuer.example';
const signed = (header: object = {}, claims: object = {}) =>
  new SignJWT({ iss: issuer, sub: 'me', exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .sign(key);

async function keysFile(content: unknown): Promise<string> {
  const file = join(folder, `${Math.random()}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('an issuer whose keys stand in a file', () => {
  const open = async () => withIssuers(local, [{ issuer, keys: await keysFile({ keys: [jwk] }) }]);

  it.each(['RS256', 'RS384', 'RS512'])('verifies its own tokens (%s)', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const keys = await keysFile({
      keys: [{ kty: 'unknown' }, { ...(await exportJWK(pair.publicKey)), kid: 'x', alg }],
    });
    const token = await new SignJWT({ iss: issuer, exp: 9e9 })
      .setProtectedHeader({ alg, kid: 'x' })
      .sign(pair.privateKey);
    expect((await (await withIssuers(local, [{ issuer, keys }])).verify(token, issuer)).kind).toBe('valid');
  });

  it.each([
    ['that the tool signed', () => local.sign(issuer, {}), 'signature'],
    ['that names another key (kid)', () => signed({ kid: 'two' }), 'signature'],
    ['that names no key', () => signed({ kid: undefined }), 'signature'],
    ['of another issuer', () => signed({}, { iss: 'https://other.example' }), 'issuer'],
  ])('does not take a token %s', async (_, token, reason) => {
    expect(await (await open()).verify(await token(), issuer)).toEqual({ kind: 'invalid', reason });
  });

  it.each(['PS256', 'ES256', 'EdDSA'])(
    'does not take %s, though the key would fit: RSA only (RT-JWT-ALG)',
    async (alg) => {
      const pair = await generateKeyPair(alg, { extractable: true });
      const keys = await keysFile({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'x' }] });
      const token = await new SignJWT({ iss: issuer, exp: 9e9 })
        .setProtectedHeader({ alg, kid: 'x' })
        .sign(pair.privateKey);
      const outcome = await (await withIssuers(local, [{ issuer, keys }])).verify(token, issuer);
      expect(outcome).toEqual({ kind: 'invalid', reason: 'signature' });
    },
  );

  it('leaves all other issuers to the tool', async () => {
    const tokens = await open();
    const other = 'https://other.example';
    expect((await tokens.verify(await tokens.sign(other, {}), other)).kind).toBe('valid');
    expect([tokens.speaksFor?.(other), tokens.speaksFor?.(issuer)]).toEqual([true, false]);
  });

  it.each([
    ['is not there', async () => join(folder, 'nowhere.json'), 'ENOENT'],
    ['is no JSON', () => keysFile('{'), 'This holds no keys'],
    ['is no set of keys', () => keysFile({ kty: 'RSA' }), 'This holds no keys'],
  ])('is told at once when it %s', async (_, file, message) => {
    const opening = withIssuers(local, [{ issuer, keys: await file() }]);
    await expect(opening).rejects.toThrow(Failure);
    await expect(opening).rejects.toThrow(message);
  });
});

describe('an issuer whose keys stand in the network', () => {
  it('is asked when the first token comes, and then no more', async () => {
    const { url, asked } = await serving(() => ({ '/keys': { keys: [jwk] } }));
    const tokens = await withIssuers(local, [{ issuer, keys: `${url}/keys` }]);
    expect(asked).toEqual([]);
    const token = await signed();
    expect((await tokens.verify(token, issuer)).kind).toBe('valid');
    expect((await tokens.verify(token, issuer)).kind).toBe('valid');
    expect(asked).toEqual(['/keys']);
  });

  it('is discovered behind its address', async () => {
    const { url, asked } = await serving((here) => ({
      '/pool/.well-known/openid-configuration': { jwks_uri: `${here}/keys` },
      '/keys': { keys: [jwk] },
    }));
    const pool = `${url}/pool/`;
    const tokens = await withIssuers(local, [{ issuer: pool, keys: 'discover' }]);
    expect((await tokens.verify(await signed({}, { iss: pool }), pool)).kind).toBe('valid');
    expect(asked).toEqual(['/pool/.well-known/openid-configuration', '/keys']);
  });

  it('is asked again after it had no answer', async () => {
    let answers: Record<string, unknown> = {};
    const { url, asked } = await serving(() => answers);
    const tokens = await withIssuers(local, [{ issuer, keys: `${url}/keys` }]);
    const token = await signed();
    expect(await tokens.verify(token, issuer)).toEqual({
      kind: 'invalid',
      reason: 'keys',
      detail: `${url}/keys answers 404`,
    });
    answers = { '/keys': { keys: [jwk] } };
    expect((await tokens.verify(token, issuer)).kind).toBe('valid');
    expect(asked).toHaveLength(2);
  });

  it.each<[string, string, unknown, string]>([
    ['holds no keys', '/keys', {}, 'holds no keys'],
    ['is more than 150,000 bytes (RT-JWT-KEYS)', '/keys', { keys: [], more: 'x'.repeat(150_000) }, 'more than 150000'],
    ['is no JSON object', '/keys', [], 'no JSON object'],
    ['is too slow (RT-JWT-KEYS)', '/keys', 'never', 'is too slow'],
    ['names no keys', 'discover', { issuer }, 'names no jwks_uri'],
  ])('verifies nothing, and says why, when the answer %s', async (_, where, answer, detail) => {
    const { url } = await serving(() => ({ '/keys': answer, '/.well-known/openid-configuration': answer }));
    const name = where === 'discover' ? url : issuer;
    const tokens = await withIssuers(local, [
      { issuer: name, keys: where === 'discover' ? 'discover' : `${url}${where}` },
    ]);
    const outcome = await tokens.verify(await signed({}, { iss: name }), name);
    expect(outcome).toEqual({ kind: 'invalid', reason: 'keys', detail: expect.stringContaining(detail) });
  });

  it('verifies nothing when there is nobody', async () => {
    const { url } = await serving(() => ({}));
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    const tokens = await withIssuers(local, [{ issuer, keys: `${url}/keys` }]);
    const outcome = await tokens.verify(await signed(), issuer);
    expect(outcome).toEqual({ kind: 'invalid', reason: 'keys', detail: `${url}/keys cannot be reached` });
  });
});
