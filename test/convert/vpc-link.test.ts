import { describe, expect, it } from 'vitest';
import { convert } from '../../src/convert/convert.js';
import { echoBackends } from '../../src/gateway/backends/echo.js';
import type { Deployment, Gateway } from '../../src/gateway/gateway.js';
import { openHttpGateway } from '../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../src/gateway/rest/rest-gateway.js';
import { type Decisions, type JsonObject, noDecisions, type VpcLinkDecision } from '../../src/model/index.js';
import { readRestDefinition } from '../../src/openapi/rest/read-definition.js';
import { converted, entriesOf, httpProxy, keysOf, method } from './definition.js';

const arn = (name: string) => `arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/net/${name}/1/2`;
const behind = (connectionId: string, uri: unknown, more: JsonObject = {}) =>
  method(httpProxy({ connectionType: 'VPC_LINK', connectionId, uri, ...more } as JsonObject));
const link = '${stageVariables.link}';
const host = 'http://${stageVariables.host}:8080';

function decide(vpcLinks: Record<string, VpcLinkDecision>): Partial<Decisions> {
  return { vpcLinks };
}

async function questionOf(paths: JsonObject, decisions: Partial<Decisions> = {}) {
  const { questions } = await converted(paths, decisions);
  return questions.filter(({ id }) => id.startsWith('vpc-link:'));
}

describe('a link that serves several addresses', () => {
  const paths = {
    '/a': { get: behind('l', 'http://nlb.example.com:8080/a') },
    '/b': { get: behind('l', 'http://nlb.example.com:9090/b') },
    '/c': { get: behind('l', 'https://nlb.example.com/c') },
  };

  it('does not send all of them to one listener', async () => {
    const conversion = await converted(paths, decide({ l: { id: 'v', listener: arn('one') } }));
    expect(keysOf(conversion)).toEqual([]);
    expect(conversion.verdict).toBe('needs-decisions');
  });

  it('needs a listener for each, and moves those that have one', async () => {
    const listeners = {
      'http://nlb.example.com:8080': { listener: arn('a') },
      'https://nlb.example.com': { listener: arn('c') },
    };
    const conversion = await converted(paths, decide({ l: { id: 'v', listeners } }));
    expect(conversion.httpApi.routes.map(({ integration }) => integration)).toMatchObject([
      { uri: { text: arn('a') } },
      { uri: { text: arn('c') }, serverNameToVerify: 'nlb.example.com' },
    ]);
    expect(entriesOf(conversion, 'vpc-link/needs-decision').map(({ construct }) => construct.route?.path)).toEqual([
      '/b',
    ]);
  });

  it('is asked about once, with a blank for each address', async () => {
    const blank = { listener: '' };
    const listeners = {
      'http://nlb.example.com:8080': blank,
      'http://nlb.example.com:9090': blank,
      'https://nlb.example.com': blank,
    };
    const questions = await questionOf(paths);
    expect(questions).toMatchObject([{ decides: { key: ['vpcLinks', 'l'], form: { id: '', listeners } } }]);
    expect(questions[0]?.decides?.routes.map(({ path }) => path)).toEqual(['/a', '/b', '/c']);
    expect(questions[0]?.question).toContain('https://nlb.example.com (HTTPS on port 443)');
  });
});

describe('a link and a host in stage variables', () => {
  const paths = {
    '/a': { get: behind(link, `${host}/\${stageVariables.base}/a`) },
    '/b/{id}': {
      get: behind(link, `${host}/b/{id}`, {
        requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
      }),
    },
  };

  it('are asked about once, saying what does not carry over', async () => {
    const [question, ...others] = await questionOf(paths);
    expect(others).toEqual([]);
    expect(question?.decides).toMatchObject({ key: ['vpcLinks', link], form: { id: '', listener: '' } });
    expect(question?.question).toContain('HTTP on port 8080');
    expect(question?.question).toContain(`variables in ${link} and ${host} hold`);
    expect(question?.question).toContain('needs an HTTP API of its own');
    expect(question?.command).toMatch(
      /^aws apigateway get-stages .*; aws apigateway get-vpc-link --vpc-link-id VPC_LINK_ID/,
    );
  });

  it('move by one decision, with the variables of the path in the mapping', async () => {
    const conversion = await converted(paths, decide({ [link]: { id: 'v', listener: arn('one') } }));
    expect(conversion.httpApi.routes.map(({ integration }) => integration)).toMatchObject([
      { vpcLinkId: { text: 'v' }, requestParameters: { 'overwrite:path': '/${stageVariables.base}/a' } },
      { vpcLinkId: { text: 'v' }, requestParameters: { 'overwrite:path': '/b/${request.path.id}' } },
    ]);
    expect(entriesOf(conversion, 'vpc-link/rewritten')[0]?.message).toContain('All stages call this one');
  });
});

describe('what has to be written about one address', () => {
  it.each<[name: string, uri: unknown, more: JsonObject, form: JsonObject]>([
    ['a plain host', 'http://nlb.example.com/a', {}, { id: '', listener: '' }],
    ['HTTPS', 'https://nlb.example.com/a', {}, { id: '', listener: '' }],
    ['a host that may hold a path', 'http://${stageVariables.h}/a', {}, { id: '', listener: '', basePath: '' }],
    [
      'HTTPS with the name in a stage variable',
      'https://${stageVariables.h}:8443/a',
      {},
      { id: '', listener: '', serverNameToVerify: '' },
    ],
    [
      'HTTPS with the name in a function',
      { 'Fn::Sub': 'https://nlb.${Domain}:8443/a' },
      {},
      { id: '', listener: '', serverNameToVerify: '' },
    ],
    [
      'a V2 link to a load balancer',
      'http://h/a',
      { integrationTarget: 'arn:aws:elasticloadbalancing:r:1:loadbalancer/x' },
      { id: '', listener: '' },
    ],
  ])('%s', async (_, uri, more, form) => {
    const [question] = await questionOf({ '/a': { get: behind('l', uri, more) } });
    expect(question?.decides?.form).toEqual(form);
  });

  it('a V2 link that names its listener is carried over without a decision', async () => {
    const target = { integrationTarget: arn('own') };
    const { httpApi, questions } = await converted({ '/a': { get: behind('v2', 'http://h/a', target) } });
    expect(httpApi.routes[0]?.integration).toMatchObject({ vpcLinkId: { text: 'v2' }, uri: { text: arn('own') } });
    expect(questions.filter(({ decides }) => decides)).toEqual([]);
  });

  it('one address of a V2 link names its listener, the other is asked for', async () => {
    const paths = {
      '/a': { get: behind('v2', 'http://h:81/a', { integrationTarget: arn('own') }) },
      '/b': { get: behind('v2', 'http://h:82/b') },
    };
    const [question] = await questionOf(paths);
    expect(question?.decides?.form).toEqual({ id: '', listeners: { 'http://h:82': { listener: '' } } });
    const listeners = { 'http://h:82': { listener: arn('other') } };
    const { httpApi } = await converted(paths, decide({ v2: { id: 'v2', listeners } }));
    expect(httpApi.routes.map(({ integration }) => integration)).toMatchObject([
      { uri: { text: arn('own') } },
      { uri: { text: arn('other') } },
    ]);
  });

  it('but one whose id is a stage variable is asked for its id', async () => {
    const target = { integrationTarget: arn('own') };
    const [question] = await questionOf({ '/a': { get: behind(link, 'http://h/a', target) } });
    expect(question?.decides?.form).toEqual({ id: '', listener: arn('own') });
  });

  it('only what is missing is still asked for', async () => {
    const made = decide({ l: { id: 'v', listener: arn('one') } });
    const paths = { '/a': { get: behind('l', 'http://${stageVariables.h}/a') } };
    expect(await questionOf(paths, made)).toHaveLength(1);
    expect(await questionOf(paths, decide({ l: { id: 'v', listener: arn('one'), basePath: '/' } }))).toEqual([]);
  });
});

const deployment = (stage: string): Deployment => ({
  stage,
  stageVariables: { base: 'v7' },
  apiId: 'api1234567',
  accountId: '111122223333',
  region: 'us-east-1',
  apiKeys: [],
  now: () => new Date('2026-01-01T00:00:00Z'),
  requestId: () => 'request-1',
});

/** Path and query as the backend sees them: what stands behind host or ARN, decoded, parameters in order of name. */
async function seenBy(gateway: Gateway, rawPath: string, rawQuery: string): Promise<string> {
  const request = { method: 'GET', rawPath, rawQuery, headers: [], sourceIp: '192.0.2.1' };
  const { calls } = await gateway.handle(request);
  const call = calls.find((each) => each.kind === 'http');
  const url = call?.kind === 'http' ? call.request.url : '';
  const [, path = '', query = ''] = /^(?:https?:\/\/[^/?]*|arn:.*\/1\/2)([^?]*)\??(.*)$/.exec(url) ?? [];
  const parameters = new URLSearchParams(query);
  parameters.sort();
  return `${new URL(path || '/', 'http://h').pathname}?${parameters}`;
}

describe('the backend sees the path and the query that REST sends it', () => {
  const filled = { requestParameters: { 'integration.request.path.id': 'method.request.path.key' } };
  const greedy = { requestParameters: { 'integration.request.path.rest': 'method.request.path.proxy' } };
  const constant = { requestParameters: { 'integration.request.path.id': "'a b'" } };
  it.each<[path: string, uri: string, more: JsonObject, request: string, query: string]>([
    ['/a', 'http://nlb.example.com', {}, '/a', ''],
    ['/a', 'http://nlb.example.com/', {}, '/a', 'x=1'],
    ['/a', 'http://nlb.example.com/b/c', {}, '/a', 'x=1&y=2'],
    ['/a', 'http://nlb.example.com/${stageVariables.base}/c', {}, '/a', ''],
    ['/o/{key}', 'http://nlb.example.com/b/{id}', filled, '/o/7', ''],
    ['/o/{key}', 'http://nlb.example.com/b/{id}/c', filled, '/o/a%20b%C3%A9', ''],
    ['/o/{proxy+}', 'http://nlb.example.com/b/{rest}', greedy, '/o/x/y/z', 'q=%2F'],
    ['/a', 'http://nlb.example.com/b/{id}', constant, '/a', ''],
    ['/a', 'http://nlb.example.com/b%20c/d', {}, '/a', ''],
    ['/a', 'http://nlb.example.com/$metadata', {}, '/a', ''],
    ['/a', 'http://nlb.example.com/b?mode=full&lang=a+b%26c', {}, '/a', 'x=1'],
    ['/o/{key}', 'http://nlb.example.com/b?key={id}&v=${stageVariables.base}', filled, '/o/7', ''],
  ])('%s to %s', async (path, uri, more, rawPath, rawQuery) => {
    const text = JSON.stringify({
      openapi: '3.0.1',
      info: { title: 'a', version: '1' },
      paths: { [path]: { get: behind('l', uri, more) } },
    });
    const { api } = await readRestDefinition({ file: 'api.json', text });
    const decisions = { ...noDecisions(), vpcLinks: { l: { id: 'v', listener: arn('one') } } };
    const { httpApi } = convert(api, decisions);
    const rest = await seenBy(openRestGateway(api, echoBackends(), deployment('prod')), rawPath, rawQuery);
    const http = await seenBy(openHttpGateway(httpApi, echoBackends(), deployment('prod')), rawPath, rawQuery);
    expect(httpApi.routes).toHaveLength(1);
    expect(http).toBe(rest);
  });

  it('a caller cannot set a parameter that the uri sets', async () => {
    const { httpApi } = await converted(
      { '/a': { get: behind('l', 'http://nlb.example.com/b?tenant=7') } },
      decide({ l: { id: 'v', listener: arn('one') } }),
    );
    const gateway = openHttpGateway(httpApi, echoBackends(), deployment('prod'));
    expect(await seenBy(gateway, '/a', 'tenant=8')).toBe('/b?tenant=7');
  });
});

describe('public backends behind placeholders', () => {
  const id = (source: string) => ({ requestParameters: { 'integration.request.path.id': source } });
  const outcomeOf = async (uri: string, source: string) => {
    const conversion = await converted({ '/o/{id}/{key}': { get: method(httpProxy({ uri, ...id(source) })) } });
    const mapping = conversion.ledger.find(({ construct }) => construct.kind === 'parameter-mapping');
    return { moved: keysOf(conversion).length === 1, rule: mapping?.rule, outcome: mapping?.outcome };
  };
  it.each([
    [
      '${backend_url}',
      'method.request.path.id',
      { moved: true, rule: 'http-proxy/path-parameter', outcome: 'rewritten' },
    ],
    [
      '${backend_url}',
      'method.request.path.key',
      { moved: false, rule: 'http-proxy/path-variable-unfilled', outcome: 'unknown' },
    ],
    ['https://{{host}}/a', "'7'", { moved: false, rule: 'http-proxy/path-variable-unfilled', outcome: 'unknown' }],
    [
      'https://${stageVariables.host}/a',
      'method.request.path.key',
      { moved: true, rule: 'integrations/ignored-by-proxy', outcome: 'dropped' },
    ],
    [
      'https://${stageVariables.host}/${stageVariables.base}/{id}',
      'method.request.path.key',
      { moved: true, rule: 'http-proxy/path-parameter', outcome: 'rewritten' },
    ],
  ])('%s with a mapping from %s', async (uri, source, expected) => {
    expect(await outcomeOf(uri, source)).toEqual(expected);
  });

  it.each(['https://${stageVariables.host}/v1', '${stageVariables.url}/v1', '${backend_url}', '{{url}}/v1'])(
    '%s goes to the output as it is',
    async (uri) => {
      const { httpApi } = await converted({ '/a': { get: method(httpProxy({ uri })) } });
      expect(httpApi.routes[0]?.integration).toMatchObject({ uri: { text: uri, raw: uri } });
    },
  );
});
