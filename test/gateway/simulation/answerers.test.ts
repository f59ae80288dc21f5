import { describe, expect, it } from 'vitest';
import { echoBackends } from '../../../src/gateway/backends/echo.js';
import { openHttpGateway } from '../../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import {
  type Answerer,
  authorizerAnswerers,
  httpAnswerers,
  restAnswerers,
  type Standing,
} from '../../../src/gateway/simulation/answerers.js';
import { type Integration, plain } from '../../../src/model/index.js';
import { api as httpApi, deployment as httpDeployment, lambda, proxy, route, sender, service } from '../http/opened.js';
import {
  deployment,
  httpProxy,
  integration,
  lambdaAuthorizer,
  lambdaProxy,
  mock,
  operation,
  request,
  restApi,
} from '../rest/samples.js';

const nothing: Standing = { backends: [], http: 'echo', stageVariables: {} };
const invoked = plain(
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:x:1:function:a/invocations',
);

const sqs = 'arn:aws:apigateway:eu-west-1:sqs:path/1/queue';
const responses = [{ at: '', pattern: 'default', statusCode: '200', headers: [], templates: [] }];

/** What the table says of a REST method, and what its gateway answers. */
async function told(of: Integration | undefined) {
  const { integration: _, ...bare } = operation('GET /');
  const api = restApi([of ? { ...bare, integration: of } : bare]);
  const { response, unsupported } = await openRestGateway(api, echoBackends(), deployment).handle(request('GET /'));
  const answerer: Answerer | undefined = restAnswerers(api, nothing)[0]?.answerer;
  return { answerer, status: response.status, unsupported };
}

describe('the table tells of a REST method what its gateway does', () => {
  it.each<[string, Integration | undefined, string]>([
    [
      'type aws with a placeholder',
      integration('aws', { target: { kind: 'opaque' }, uri: plain('${Uri}') }),
      'integration type aws with a uri that a placeholder hides',
    ],
    [
      'a service behind a proxy integration',
      integration('aws_proxy', { target: { kind: 'service', service: 's3' } }),
      'proxy integration of AWS service s3',
    ],
    [
      'response streaming',
      lambdaProxy('a', { target: { kind: 'lambda', streaming: true } }),
      'Lambda response streaming',
    ],
    ['an unknown type', integration('unknown', { writtenType: 'ftp' }), 'integration type ftp'],
    ['no integration', undefined, 'method without integration: AWS does not deploy it'],
  ])('%s: not simulated, 501', async (_, of, feature) => {
    expect(await told(of)).toEqual({
      answerer: { kind: 'not-simulated', feature },
      status: 501,
      unsupported: [feature],
    });
  });

  it.each<[string, Integration]>([
    ['a function', integration('aws_proxy', { target: { kind: 'none' } })],
    ['an address', integration('http_proxy', { target: { kind: 'none' } })],
  ])('a proxy integration without %s: misconfigured, 500', async (_, of) => {
    const { answerer, status } = await told(of);
    expect([answerer?.kind, status]).toEqual(['misconfigured', 500]);
  });

  it.each<[string, Integration, string]>([
    ['a function', lambdaProxy('a'), 'echo'],
    [
      'a function that a placeholder hides',
      lambdaProxy('a', { target: { kind: 'opaque' }, uri: plain('${Arn}') }),
      'echo',
    ],
    ['an address', httpProxy('https://backend.example/'), 'echo'],
    ['a mock', mock('{"statusCode": 200}', ''), 'mock'],
    [
      'a function without proxy',
      integration('aws', { target: { kind: 'lambda', streaming: false }, uri: invoked, responses }),
      'echo',
    ],
    [
      'a service',
      integration('aws', { target: { kind: 'service', service: 'sqs' }, uri: plain(sqs), responses }),
      'recorded',
    ],
    [
      'an address without proxy',
      integration('http', { target: { kind: 'url' }, uri: plain('https://x.example'), responses }),
      'echo',
    ],
  ])('%s: 200', async (_, of, kind) => {
    const { answerer, status } = await told(of);
    expect([answerer?.kind, status]).toEqual([kind, 200]);
  });

  it.each([
    ['sqs:path/1/queue', 'aws'],
    [sqs, 'aws'],
    ['sqs:path/1/other', 'recorded'],
  ])('a service, with a decision about %s', (match, kind) => {
    const { integration: _, ...bare } = operation('GET /');
    const of = integration('aws', { target: { kind: 'service', service: 'sqs' }, uri: plain(sqs), responses });
    const backends = [{ match, endpoint: 'http://localhost:4566' }];
    const [route] = restAnswerers(restApi([{ ...bare, integration: of }]), { ...nothing, backends });
    expect(route?.answerer.kind).toBe(kind);
  });
});

describe('the table tells of an HTTP route what its gateway does', () => {
  it('a service integration: recorded', async () => {
    const api = httpApi([
      route('POST /', { ...service, arguments: { QueueUrl: plain('q'), MessageBody: plain('m') } }),
    ]);
    expect(httpAnswerers(api, nothing)[0]?.answerer).toEqual({ kind: 'recorded', call: 'SQS-SendMessage' });
    const { response, calls } = await openHttpGateway(api, echoBackends(), httpDeployment).handle(request('POST /'));
    expect([response.status, calls[0]?.kind]).toEqual([200, 'service']);
  });

  it('a service integration that is sent on: where to', () => {
    const api = httpApi([
      route('POST /', { ...service, arguments: { QueueUrl: plain('q'), MessageBody: plain('m') } }),
    ]);
    const endpoint = 'http://localhost:4566';
    const answererWith = (match: string) =>
      httpAnswerers(api, { ...nothing, backends: [{ match, endpoint }] })[0]?.answerer;
    expect(answererWith('sqs:')).toEqual({ kind: 'aws', at: endpoint });
    expect(answererWith('sqs:SendMessage')).toEqual({ kind: 'aws', at: endpoint });
    expect(answererWith('sqs:path/1/other')).toEqual({ kind: 'recorded', call: 'SQS-SendMessage' });
    const queue = httpApi([
      route('POST /', { ...service, arguments: { QueueUrl: plain('https://sqs.eu-west-1.amazonaws.com/1/queue') } }),
    ]);
    const byPath = { ...nothing, backends: [{ match: 'sqs:path/1/queue', endpoint }] };
    expect(httpAnswerers(queue, byPath)[0]?.answerer).toEqual({ kind: 'aws', at: endpoint });
    expect(answererWith('events:')).toEqual({ kind: 'recorded', call: 'SQS-SendMessage' });
  });

  it('a service integration that AWS does not have: not simulated, 501', async () => {
    const api = httpApi([route('POST /', { ...service, subtype: 'S3-PutObject' })]);
    const feature = 'service integration S3-PutObject';
    expect(httpAnswerers(api, nothing)[0]?.answerer).toEqual({ kind: 'not-simulated', feature });
    const { response, unsupported } = await sender(api)('POST /');
    expect([response.status, unsupported]).toEqual([501, [feature]]);
  });

  it.each([
    ['a function', lambda()],
    ['an address', proxy()],
  ])('%s: 200 from an echo', async (_, of) => {
    const api = httpApi([route('GET /', of)]);
    expect(httpAnswerers(api, nothing)[0]?.answerer).toEqual({ kind: 'echo' });
    const gateway = openHttpGateway(api, echoBackends(), httpDeployment);
    expect((await gateway.handle(request('GET /'))).response.status).toBe(200);
  });
});

it('names handler, address and real upstream, with stage variables filled in', () => {
  const standing: Standing = {
    backends: [
      { match: 'pets-live', handler: '/a.mjs#pets' },
      { match: 'backend.example', url: 'http://localhost:1' },
    ],
    http: 'upstream',
    stageVariables: { alias: 'live' },
  };
  const api = restApi([
    operation('GET /pets', { integration: lambdaProxy('pets-${stageVariables.alias}') }),
    operation('GET /backend', { integration: httpProxy('https://backend.example/') }),
    operation('GET /other', { integration: httpProxy('https://other.example/') }),
  ]);
  expect(restAnswerers(api, standing).map(({ answerer }) => answerer)).toEqual([
    { kind: 'handler', place: '/a.mjs#pets' },
    { kind: 'url', url: 'http://localhost:1' },
    { kind: 'upstream' },
  ]);
  const [authorizer] = authorizerAnswerers([lambdaAuthorizer('token', { name: 'guard' })], standing);
  expect(authorizer).toEqual({ name: 'guard', answerer: { kind: 'echo' } });
});
