import { describe, expect, it } from 'vitest';
import { Excerpts } from '../../src/report/excerpt.js';

/** The excerpt of the first place of `mark` in a text, in so many columns. */
function excerpt(text: string, mark: string, { width = 60, pointer = '/a' } = {}) {
  const before = text.slice(0, text.indexOf(mark));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return new Excerpts({ file: 'api.yaml', text }).at({ file: 'api.yaml', pointer, line, column }, width);
}

describe('an excerpt', () => {
  it.each([
    ['a key of YAML', 'a:\n  type: http\n', 'type', { text: 'type: http', start: 0, length: 4 }],
    ['an item', 'a:\n  - one\n', 'one', { text: '- one', start: 2, length: 3 }],
    ['a key of JSON', '{\n  "type": "http"\n}', '"type"', { text: '"type": "http"', start: 0, length: 6 }],
    ['a line that ends as on Windows', 'a: 1\r\nb: 2\r\n', 'b', { text: 'b: 2', start: 0, length: 1 }],
    ['tabs, sign for sign', '\t\t"a":\t1', '"a"', { text: '"a": 1', start: 0, length: 3 }],
    ['the end of the text', 'a: 1\nbc', 'bc', { text: 'bc', start: 0, length: 2 }],
    ['signs that steer a terminal', 'a: \u001B[31m\u202E', 'a', { text: 'a: \uFFFD[31m\uFFFD', start: 0, length: 1 }],
  ])('marks %s', (_, text, mark, expected) => {
    expect(excerpt(text, mark)).toMatchObject(expected);
  });

  it('of a long line is cut around the place', () => {
    const text = `{${'"x":"y",'.repeat(900)}"here":{"z":1},${'"x":"y",'.repeat(900)}"end":1}`;
    const found = excerpt(text, '"here"', { width: 40 });
    expect(found?.text).toHaveLength(40);
    expect(found?.text).toMatch(/^….*"here":\{"z":1\},.*…$/);
    expect(found?.text.slice(found.start, found.start + found.length)).toBe('"here"');
  });

  it('of a file that is not at hand is none', () => {
    const place = { file: 'other.json', pointer: '/a', line: 1, column: 1 };
    expect(new Excerpts({ file: 'api.yaml', text: 'a' }).at(place, 40)).toBeUndefined();
  });

  it('of settings is read from their own file', () => {
    const settings = { file: 'settings.json', text: '{"stage": 1}' };
    const place = { file: 'settings.json', pointer: '/stage', line: 1, column: 2 };
    expect(new Excerpts({ file: 'api.yaml', text: 'a', settings }).at(place, 40)?.text).toBe('{"stage": 1}');
  });
});

describe('an excerpt hides', () => {
  it.each([
    ['what stands under the name of a secret', 'password: s3cret', 'password'],
    ['it in JSON, and what follows stays', '{"here": 1, "apiKey": "s3cret", "b": 2}', '"here"'],
    ['it before the place', '{"apiKey": "s3cret", "here": 2}', '"here"'],
    ['it in a template within a text', '"here": "{\\"client_secret\\": \\"s3cret\\"}"', '"here"'],
    ['it in YAML without quotes, to the end of the line', 'client_secret: abc s3cret, more', 'client_secret'],
    ['a list of them', '"apiKeys": ["one", "s3cret"]', '"apiKeys"'],
    ['a constant that is sent to a backend', `integration.request.header.X-Mine: "'s3cret'"`, 'integration'],
    ['it in JSON', `{"integration.request.header.x-mine": "'s3cret'"}`, '"integration'],
    ['a bearer token', 'here: Bearer s3cret0123456789', 'here'],
    ['a password in a URL', 'uri: https://user:s3cret@example.com/', 'uri'],
    ['a key in a query', 'uri: https://example.com/?api_key=s3cret&b=1', 'uri'],
    ['one that is cut off', `{"here": 1, "password": "s3cret${'x'.repeat(5000)}"}`, '"here"'],
    ['one that began long before', `{"password": "${'x'.repeat(5000)}s3cret", "here": 1}`, '"here"'],
  ])('%s', (_, text, mark) => {
    const found = excerpt(text, mark, { width: 200 });
    expect(found?.text).not.toContain('s3cret');
    expect(found?.text.slice(found.start).startsWith(mark)).toBe(true);
  });

  it('the items of a list of secrets', () => {
    const text = 'apiKeys:\n  - s3cret\n';
    expect(excerpt(text, 's3cret', { pointer: '/apiKeys/0' })?.text).not.toContain('s3cret');
  });

  it.each([
    'api_key: []',
    'x-amazon-apigateway-api-key-source: HEADER',
    'identitySource: method.request.header.Authorization',
    'integration.request.header.Authorization: method.request.header.Authorization',
    'authorizerCredentials: arn:aws:iam::123456789012:role/invoke',
    '"apiKeyRequired": true',
    'type: apiKey',
    `method.response.header.Access-Control-Allow-Headers: "'Authorization,X-Api-Key'"`,
  ])('nothing of what is none: %s', (line) => {
    expect(excerpt(line, line.slice(0, 3), { width: 200 })?.text).toBe(line);
  });
});
