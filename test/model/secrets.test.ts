import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hidden, isSecretName, withoutSecrets } from '../../src/model/index.js';

describe('the name of a secret', () => {
  it.each([
    ...['Authorization', 'proxy-authorization', 'X-Auth', 'auth', 'basicAuth', 'oauth_signature'],
    ...[
      'api-key',
      'api_key',
      'apikey',
      'apiKey',
      'APIKey',
      'X-API-KEY',
      'x_api_key',
      'Ocp-Apim-Subscription-Key',
      'key',
    ],
    ...['AWSAccessKeyId', 'X-Amz-Security-Token', 'X-Amz-Credential', 'X-Amz-Signature', 'sig', 'X-Origin-Verify'],
    ...['token', 'access_token', 'IdToken', 'X-XSRF-TOKEN', 'authorizationToken', 'jwt', 'clientSecret', 'SECRET'],
    ...['password', 'passwd', 'PWD', 'db.password', 'user[pass]', 'credentials', 'Cookie', 'Set-Cookie', 'JSESSIONID'],
  ])('%s', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    ...['Accept', 'Content-Type', 'Host', 'X-Request-Id', 'author', 'authority', 'user', 'compass', 'bypass', ''],
    ...['keyboard', 'keyword', 'monkey', 'PartitionKey', 'Idempotency-Key', 'max_tokens', 'design', 'insidious'],
  ])('not %s', (name) => expect(isSecretName(name)).toBe(false));
});

describe('secrets are taken out of', () => {
  it.each([
    ['user and password', 'https://bob:S@h.example.com/a', 'https://(hidden)@h.example.com/a'],
    ['a user alone, which may be a token', 'https://S@h/a', 'https://(hidden)@h/a'],
    ['a password with @', 'https://bob:S@S@h', 'https://(hidden)@h'],
    ['a password with a bare slash', 'https://bob:p/S@h/a', 'https://(hidden)'],
    ['a URL without a scheme', '//bob:S@h/a', '//(hidden)@h/a'],
    ['a query parameter', 'https://h/a?x=1&api_key=S&y=2', 'https://h/a?x=1&api_key=(hidden)&y=2'],
    ['a value with semicolon and hash', 'https://h?token=a;b#c', 'https://h?token=(hidden)'],
    ['a query split by semicolons', 'https://h?x=1;token=S', 'https://h?x=1;token=(hidden)'],
    ['a fragment', 'https://h/#access_token=S&x=1', 'https://h/#access_token=(hidden)&x=1'],
    ['an encoded name', 'https://h?api%5Fkey=S', 'https://h?api%5Fkey=(hidden)'],
    ['a name with a malformed escape', 'https://h?api_key%zz=S', 'https://h?api_key%zz=(hidden)'],
    ['a key under the name code', 'https://h/api/f?code=S', 'https://h/api/f?code=(hidden)'],
    ['a URL within a URL', 'https://h?next=https://i?token=S', 'https://h?next=https://i?token=(hidden)'],
    [
      'an encoded URL within a URL',
      'https://h?next=https%3A%2F%2Fbob%3AS%40i%3Ftoken%3DS&x=1',
      'https://h?next=https%3A%2F%2F(hidden)&x=1',
    ],
    ['an encoded parameter', 'https://h?next=%2Fi%3Ftoken%3DS%26x&y=1', 'https://h?next=%2Fi%3Ftoken%3D(hidden)&y=1'],
    ['a URL with placeholders', 'https://${u}:S@${host}/{id}?key=${k}S', 'https://(hidden)@${host}/{id}?key=(hidden)'],
    ['nested placeholders', 'https://${opt:u, ${self:u}}:S@h', 'https://(hidden)@h'],
    ['handlebars', 'https://{{ user }}:S@h', 'https://(hidden)@h'],
    ['a sentence', 'It calls "https://bob:S@h?token=S".', 'It calls "https://(hidden)@h?token=(hidden)".'],
    ['a command', "curl 'https://h?token=S' -H 'a: b'", "curl 'https://h?token=(hidden)' -H 'a: b'"],
    ['several lines', 'https://h?token=S\nhttps://S@i', 'https://h?token=(hidden)\nhttps://(hidden)@i'],
  ])('%s', (_, text, expected) => expect(withoutSecrets(text)).toBe(expected));
});

describe('what is no secret stays', () => {
  it.each([
    'https://h.example.com:8443/users/a@b?mail=a@b&max_tokens=5#top',
    'https://${stageVariables.host}:${port}/a@b?x=${a ? b : c}',
    'http://[::1]:8080/a@b',
    'file:///home/a@b/http-api.yaml',
    'file://a@b.yaml',
    'arn:aws:lambda:eu-west-1:111122223333:function:orders',
    'See https://h: or https://h:443, or write to a@b.',
    'https://h/a?x=100%&y=%zz',
    'token=1 is in no URL',
    '',
  ])('%s', (text) => expect(withoutSecrets(text)).toBe(text));
});

/** Stands nowhere else in the URLs below. */
const mark = 'zQ7';
const escapes = ['%2F', '%40', '%26', '%3D', '%25', '%zz', '%'];
const secret = fc
  .array(fc.constantFrom(...escapes, ...';:!$,()*~+=.\'"[]|^{}é', '${x}', ''), { minLength: 1, maxLength: 6 })
  .map((signs) => `${mark}${signs.join(mark)}${mark}`);
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const host = fc.oneof(
  word,
  fc.constantFrom('${stageVariables.host}', '{{ host }}', '[::1]', 'h:8080', '${a}.b:${port}'),
);
const secretName = fc.constantFrom(
  'api_key',
  'X-Api-Key',
  'token',
  'PASSWORD',
  'sig',
  'a[secret]',
  'api%2Dkey',
  'code',
);
const around = fc.constantFrom('', ' ', '"', '(', '\n');
/** In the fragment and in the password everything may stand bare. */
const bare = fc.tuple(secret, fc.constantFrom('/', '?', '#', '@', ''), secret).map((parts) => parts.join(''));

describe('whatever the secret', () => {
  it('a password does not come through', () => {
    const url = fc
      .tuple(around, word, bare, host)
      .map(([before, user, pass, at]) => `${before}https://${user}:${pass}@${at}/a`);
    fc.assert(fc.property(url, (text) => !withoutSecrets(text).includes(mark)));
  });

  it('the value of a secret parameter does not come through, wherever it stands', () => {
    const separators = fc.constantFrom('?', '?x=1&', '?x=1;', '#', '?${more}&', '?next=https://i?', '?a=%26&');
    const url = fc
      .tuple(host, separators, secretName, bare, fc.constantFrom('', '&x=1', '" and more', "'"))
      .map(([at, separator, name, value, after]) => `https://${at}/{id}${separator}${name}=${value}${after}`);
    fc.assert(fc.property(url, (text) => !withoutSecrets(text).includes(mark)));
  });

  it('a URL within a URL does not bring it through', () => {
    const inner = fc
      .tuple(word, secret, secret)
      .map(([user, pass, key]) => `https://${user}:${pass}@h/a?api_key=${key}`);
    const url = inner.map((text) => `https://h?next=${encodeURIComponent(text)}&x=1`);
    const twice = inner.map((text) => `https://h?next=${encodeURIComponent(encodeURIComponent(text))}&x=1`);
    fc.assert(fc.property(fc.oneof(url, twice), (text) => !withoutSecrets(text).includes(mark)));
  });

  it('any text can be given, and given again', () => {
    const pieces = fc.constantFrom(
      '//',
      '@',
      ':',
      '?',
      '&',
      '=',
      '${',
      '}',
      '{{',
      '%',
      '%3',
      'token',
      hidden,
      '\uD800',
      ' ',
    );
    const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (one) => {
        const once = withoutSecrets(one);
        expect(withoutSecrets(once)).toBe(once);
      }),
    );
  });
});
