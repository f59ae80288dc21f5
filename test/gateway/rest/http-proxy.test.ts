import { describe, expect, it } from 'vitest';
import type { Header, UpstreamCall, UpstreamOutcome } from '../../../src/gateway/gateway.js';
import { type Integration, type MappingSource, type ParameterMapping, plain } from '../../../src/model/index.js';
import { backends, bodyOf, headersOf, httpProxy, operation, restApi, type Sent, send } from './samples.js';

function mapping(place: 'header' | 'querystring' | 'path', name: string, source: MappingSource): ParameterMapping {
  return { at: '', target: { place, name }, source };
}
const fromPath = (name: string): MappingSource => ({ kind: 'request', place: 'path', name, multiValue: false });
const fromHeader = (name: string): MappingSource => ({ kind: 'request', place: 'header', name, multiValue: false });
const constant = (text: string): MappingSource => ({ kind: 'constant', text });

async function upstream(
  url: string,
  key: string,
  sent: Sent & { integration?: Partial<Integration>; variables?: Record<string, string> } = {},
) {
  const api = restApi([operation('ANY /{proxy+}', { integration: httpProxy(url, sent.integration) })]);
  const exchange = await send(api, key, { ...sent, deployed: { stageVariables: sent.variables ?? {} } });
  const call = exchange.calls.find((one): one is UpstreamCall => one.kind === 'http');
  return { exchange, call, headers: Object.fromEntries(call?.request.headers ?? []) };
}

describe('the address that an HTTP proxy integration calls', () => {
  const proxy = [mapping('path', 'proxy', fromPath('proxy'))];
  it.each([
    ['nothing of the path by itself', 'https://up.example/base', {}, 'GET /a/b', 'https://up.example/base'],
    [
      'variables that are mapped',
      'https://up.example/{proxy}',
      { parameters: proxy },
      'GET /a/b',
      'https://up.example/a/b',
    ],
    [
      'variables written greedily',
      'https://up.example/{proxy+}',
      { parameters: proxy },
      'GET /a/b',
      'https://up.example/a/b',
    ],
    [
      'values decoded, a slash in them too',
      'https://up.example/{proxy}',
      { parameters: proxy },
      'GET /a%2Fb%20c',
      'https://up.example/a/b%20c',
    ],
    [
      'broken encoding as it is',
      'https://up.example/{proxy}',
      { parameters: proxy },
      'GET /100%',
      'https://up.example/100%',
    ],
    ['the query', 'https://up.example/', {}, 'GET /a?x=1&y=a+b&x=2', 'https://up.example/?x=1&y=a%20b&x=2'],
    ['the query after its own', 'https://up.example/?k=1', {}, 'GET /a?x=1', 'https://up.example/?k=1&x=1'],
    [
      'mapped parameters after those',
      'https://up.example/',
      { parameters: [mapping('querystring', 'x', constant('9'))] },
      'GET /a?x=1',
      'https://up.example/?x=1&x=9',
    ],
    ['one slash after the host', 'https://up.example//a', {}, 'GET /a', 'https://up.example/a'],
  ] as [string, string, Partial<Integration>, string, string][])(
    'has %s',
    async (_name, url, integration, key, address) => {
      expect((await upstream(url, key, { integration })).call?.request.url).toBe(address);
    },
  );

  it('has stage variables in it, a missing one as nothing', async () => {
    const url = 'https://${stageVariables.host}/v1${stageVariables.none}';
    expect((await upstream(url, 'GET /a', { variables: { host: 'up.example' } })).call?.request.url).toBe(
      'https://up.example/v1',
    );
  });

  it.each(['${stageVariables.none}', 'ftp://up.example/', 'https:///x'])(
    'fails with 500 when it is none: %s',
    async (url) => {
      const { exchange, call } = await upstream(url, 'GET /a');
      expect([exchange.response.status, call]).toEqual([500, undefined]);
    },
  );
});

it('has the text of the definition while a placeholder hides it', async () => {
  const parameters = [mapping('path', 'proxy', fromPath('proxy'))];
  const { call } = await upstream('http://${Alb.DNSName}/{proxy}', 'GET /a/b', { integration: { parameters } });
  expect(call?.request.url).toBe('http://${Alb.DNSName}/a/b');
});

describe('the request of an HTTP proxy integration', () => {
  it.each([
    ['ANY', 'PATCH', 'PATCH'],
    ['POST', 'GET', 'POST'],
  ])('with verb %s turns %s into %s', async (httpMethod, sent, got) => {
    expect(
      (await upstream('https://up.example/', `${sent} /a`, { integration: { httpMethod } })).call?.request.method,
    ).toBe(got);
  });

  it('passes headers on, without those of the connection, and adds its own', async () => {
    const headers: Header[] = [
      ['user-agent', 'test/1'],
      ['Cookie', 'a=1'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['Authorization', 'Bearer x'],
      ...['Connection', 'Content-Encoding', 'Content-Length', 'Content-MD5', 'Expect', 'Max-Forwards'].map(
        (n): Header => [n, 'x'],
      ),
      ...['Proxy-Authenticate', 'Server', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Via'].map(
        (n): Header => [n, 'x'],
      ),
      ['WWW-Authenticate', 'x'],
    ];
    expect((await upstream('https://up.example/', 'GET /a', { headers })).headers).toEqual({
      'user-agent': 'test/1',
      Cookie: 'a=1',
      'X-Twice': '1,2',
      Authorization: 'Bearer x',
      Accept: 'application/json',
      'X-Amzn-Apigateway-Api-Id': 'abc123',
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=/),
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    });
  });

  it('names the API where the client sent no user agent', async () => {
    expect((await upstream('https://up.example/', 'GET /a')).headers['User-Agent']).toBe('AmazonAPIGateway_abc123');
  });

  it('has mapped headers, in place of the client’s and of those that do not pass', async () => {
    const parameters = [
      mapping('header', 'X-Copy', fromHeader('X-From')),
      mapping('header', 'x-over', constant('mapped')),
      mapping('header', 'Host', constant('other.example')),
      mapping('header', 'Server', constant('mine')),
      mapping('header', 'Expect', constant('never')),
      mapping('header', 'X-Missing', fromHeader('X-None')),
      mapping('header', 'X-Case', fromHeader('x-from')),
      mapping('header', 'X-Ip', { kind: 'context', name: 'identity.sourceIp' }),
      mapping('header', 'X-Stage', { kind: 'stageVariable', name: 'v' }),
      mapping('header', 'X-Name', { kind: 'body', path: 'pets[0].name' }),
    ];
    const sent = {
      headers: [
        ['X-From', 'client'],
        ['X-Over', 'client'],
      ] as Header[],
      body: '{"pets":[{"name":"Rex"}]}',
    };
    const { headers } = await upstream('https://up.example/', 'POST /a', {
      ...sent,
      integration: { parameters },
      variables: { v: 's' },
    });
    expect(headers).toMatchObject({
      'X-Copy': 'client',
      'x-over': 'mapped',
      Host: 'other.example',
      Server: 'mine',
      'X-Ip': '203.0.113.7',
      'X-Stage': 's',
      'X-Name': 'Rex',
    });
    for (const name of ['Expect', 'X-Missing', 'X-Case', 'X-Over']) expect(headers).not.toHaveProperty([name]);
  });

  it('answers 400 when a mapping needs JSON that the body is not', async () => {
    const parameters = [mapping('header', 'X', { kind: 'body', path: 'a' })];
    const { exchange } = await upstream('https://up.example/', 'POST /a', { body: '{x', integration: { parameters } });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([400, '{"message":"Invalid JSON in request body"}']);
  });

  it.each(['Content-Length', 'transfer-encoding', 'X-Amzn-Trace-Id'])('answers 500 when %s is mapped', async (name) => {
    const parameters = [mapping('header', name, constant('x'))];
    const { exchange } = await upstream('https://up.example/', 'GET /a', { integration: { parameters } });
    expect([exchange.response.status, exchange.calls]).toEqual([500, []]);
  });

  it.each([
    ['POST', 'hello'],
    ['GET', undefined],
  ])('by %s has the body %s', async (method, body) => {
    const { call } = await upstream('https://up.example/', `${method} /a`, { body: 'hello' });
    expect(call?.request.body && Buffer.from(call.request.body).toString()).toBe(body);
  });

  it('goes through a VPC link, whose id may be a stage variable', async () => {
    const vpcLink = { at: '', id: plain('${stageVariables.link}') };
    const { call } = await upstream('https://up.example/', 'GET /a', {
      integration: { vpcLink },
      variables: { link: 'vl-1' },
    });
    expect(call?.vpcLinkId).toBe('vl-1');
    expect((await upstream('https://up.example/', 'GET /a')).call).not.toHaveProperty('vpcLinkId');
  });
});

describe('the answer of an HTTP proxy integration', () => {
  const answer = (outcome: UpstreamOutcome) =>
    send(restApi([operation('GET /', { integration: httpProxy('https://up.example/') })]), 'GET /', {
      world: backends({}, { sendHttp: async () => outcome }),
    });

  it('keeps status and body, renames and drops headers of the connection', async () => {
    const headers: Header[] = [
      ['Date', 'd'],
      ['Server', 's'],
      ['Connection', 'keep-alive'],
      ['Content-Length', '4'],
      ['x-amzn-RequestId', 'theirs'],
      ['Transfer-Encoding', 'chunked'],
      ['Via', 'v'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Type', 'text/plain'],
    ];
    const exchange = await answer({ kind: 'answered', response: { status: 418, headers, body: Buffer.from('text') } });
    expect([exchange.response.status, bodyOf(exchange)]).toEqual([418, 'text']);
    expect(exchange.response.headers.slice(2)).toEqual([
      ['x-amzn-Remapped-Date', 'd'],
      ['x-amzn-Remapped-Server', 's'],
      ['x-amzn-Remapped-Connection', 'keep-alive'],
      ['x-amzn-Remapped-Content-Length', '4'],
      ['x-amzn-Remapped-x-amzn-RequestId', 'theirs'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Type', 'text/plain'],
    ]);
  });

  it.each([
    ['takes too long', { kind: 'timed-out' }, 504, 'Endpoint request timed out'],
    ['is not there', { kind: 'unreachable', reason: 'refused' }, 504, 'Network error communicating with endpoint'],
    ['has no address', { kind: 'unreachable', reason: 'not-an-address' }, 500, 'Internal server error'],
  ] as [string, UpstreamOutcome, number, string][])(
    'is an error when the upstream %s',
    async (_name, outcome, status, message) => {
      const exchange = await answer(outcome);
      expect([exchange.response.status, JSON.parse(bodyOf(exchange))]).toEqual([status, { message }]);
      expect(headersOf(exchange)['x-amzn-errortype']).toBe('InternalServerErrorException');
    },
  );
});
