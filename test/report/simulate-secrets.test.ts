import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/gateway/gateway.js';
import { html } from '../../src/report/html.js';
import { exchangeText } from '../../src/report/simulate-log.js';
import { censorOf, pathText } from '../../src/report/simulate-secrets.js';

type Changes = Partial<Omit<Exchange, 'request'>> & { request?: Partial<Exchange['request']> };

const exchange = ({ request, ...more }: Changes = {}): Exchange => ({
  request: { method: 'GET', rawPath: '/a', rawQuery: '', headers: [], sourceIp: '', ...request },
  authorization: { kind: 'open' },
  calls: [],
  response: { status: 200, headers: [], body: new Uint8Array() },
  unsupported: [],
  ...more,
});

const censor = (changes: Changes = {}, identityNames: string[] = []) => censorOf([exchange(changes)], identityNames);

describe('what came as a secret', () => {
  it.each<[string, Changes]>([
    ['an Authorization header', { request: { headers: [['Authorization', 'Bearer my-secret']] } }],
    ['an API key', { request: { headers: [['X-API-Key', 'my-secret']] } }],
    ['a cookie', { request: { headers: [['Cookie', 'theme=dark; sid=my-secret']] } }],
    ['a query parameter', { request: { rawQuery: 'a=b&access_token=my-secret' } }],
    ['a percent-encoded query parameter', { request: { rawQuery: 'token=my%2Dsecret' } }],
    ['a path parameter', { request: { rawPath: '/reset/my-secret' }, route: 'POST /reset/{token}' }],
    ['a greedy path parameter', { request: { rawPath: '/x/my-secret' }, route: 'ANY /x/{secret+}' }],
    ['a new cookie', { response: { status: 200, headers: [['set-cookie', 'sid=my-secret']], body: new Uint8Array() } }],
    [
      'the token of an authorizer',
      {
        calls: [
          { kind: 'lambda', purpose: 'authorizer', functionName: 'f', event: { authorizationToken: 'my-secret' } },
        ],
      },
    ],
    [
      'an identity source',
      {
        calls: [{ kind: 'lambda', purpose: 'authorizer', functionName: 'f', event: { identitySource: ['my-secret'] } }],
      },
    ],
    [
      'a key that a mapping sends to the backend',
      { calls: [{ kind: 'http', request: { method: 'GET', url: '', headers: [['x-api-key', 'my-secret']] } }] },
    ],
  ])('in %s is hidden wherever it stands', (_, changes) => {
    const { text } = censor(changes);
    for (const shown of ['my-secret', 'got my-secret.', '{"deep":[{"a":"my-secret"}]}', '"my-secret"']) {
      expect(text(shown)).not.toContain('my-secret');
    }
  });

  it('under the name of an identity source is hidden, in any letter case', () => {
    const { hides, text } = censor({ request: { headers: [['X-Who', 'my-secret']], rawQuery: 'Who=other-secret' } }, [
      'x-who',
      'who',
    ]);
    expect([hides('X-WHO'), hides('x-other')]).toEqual([true, false]);
    expect(text('my-secret and other-secret')).toBe('(hidden) and (hidden)');
  });

  it('is hidden as a whole text only where it is a short word', () => {
    const { text } = censor({ request: { headers: [['authorization', 'allow']] } });
    expect([text('allow'), text('allowed by all who allow it')]).toEqual(['(hidden)', 'allowed by all who allow it']);
  });
});

describe('what looks like a secret', () => {
  it.each([
    ['Bearer abcdefgh.ijk', 'Bearer (hidden)'],
    ['basic dXNlcjpwYXNzd29yZA==', 'basic (hidden)'],
    ['a JWT eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln here', 'a JWT (hidden) here'],
    ['https://user:pw@host/a?api_key=k&b=c', 'https://(hidden)@host/a?api_key=(hidden)&b=c'],
    ['user=me&password=pw&x=1', 'user=me&password=(hidden)&x=1'],
    [
      '{"user":"me","password":"pw","list":[{"token":1}]}',
      '{"user":"me","password":"(hidden)","list":[{"token":"(hidden)"}]}',
    ],
    ['{"body":"{\\"password\\":\\"pw\\"}"}', '{"body":"{\\"password\\":\\"(hidden)\\"}"}'],
    ['{"password":null}', '{"password":null}'],
    ['plain text, ANY /{path+}', 'plain text, ANY /{path+}'],
    ['{no json', '{no json'],
  ])('is hidden: %j', (text, shown) => {
    expect(censor().text(text)).toBe(shown);
  });
});

it('never shows a header of a secret name, whatever else is in the request', () => {
  const secret = fc.stringMatching(/^[\w.~+/=-]{8,40}$/);
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), fc.json(), (value, before, after, json) => {
      const { text } = censor({ request: { headers: [['authorization', value]] } });
      expect(text(`${before}${value}${after}`)).not.toContain(value);
      expect(typeof text(json)).toBe('string');
    }),
  );
});

describe('the line about a request', () => {
  it('has neither query nor secret path parameters, nor the secrets of an upstream address', () => {
    const line = exchangeText(
      'http',
      exchange({
        request: { rawPath: '/reset/my-secret;jsessionid=my-secret', rawQuery: 'q=my-secret' },
        calls: [
          { kind: 'http', request: { method: 'GET', url: 'https://me:my-secret@host/a?key=my-secret', headers: [] } },
          {
            kind: 'service',
            service: 'sqs',
            action: 'SendMessage',
            request: { method: 'POST', url: '/', headers: [] },
          },
        ],
      }),
      1.4,
    );
    expect(line).toBe(
      'HTTP  GET /reset/my-secret;jsessionid=(hidden)  route: none  auth: open  backend: https://(hidden)@host/a, sqs SendMessage  200  1 ms',
    );
    expect(pathText(exchange({ request: { rawPath: '/reset/$&' }, route: 'GET /reset/{token}' }))).toBe(
      '/reset/(hidden)',
    );
  });
});

describe('html', () => {
  it('escapes what is put in, and nothing else', () => {
    const cell = html`<b>${'<&">\''}</b>`;
    expect(html`<p title="${'"'}">${[cell, cell]}${1}</p>`.html).toBe(
      '<p title="&quot;"><b>&lt;&amp;&quot;&gt;&#39;</b><b>&lt;&amp;&quot;&gt;&#39;</b>1</p>',
    );
  });

  it('has no sign of what is put in that could end a text or an attribute, or is not seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.html).not.toMatch(/[<>"']|(?![\n\t])\p{C}/u);
        expect(html`${text}`.html.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
      }),
    );
  });
});
