import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OpenedBackends, openBackends } from '../../../src/gateway/backends/backends.js';
import { forwardService } from '../../../src/gateway/backends/services.js';
import type { ServiceCall } from '../../../src/gateway/gateway.js';
import type { BackendDecision } from '../../../src/model/index.js';
import { openStub } from './aws-stub.js';

let stub: Awaited<ReturnType<typeof openStub>>;
let backends: OpenedBackends;
const open = (...decisions: BackendDecision[]) => {
  backends = openBackends(decisions, { baseFolder: '.', http: 'echo' });
};

const putItem: ServiceCall = {
  kind: 'service',
  service: 'dynamodb',
  action: 'PutItem',
  parameters: { TableName: 'pets' },
  request: {
    method: 'POST',
    url: 'https://dynamodb.us-east-1.amazonaws.com/',
    headers: [
      ['Host', 'dynamodb.us-east-1.amazonaws.com'],
      ['X-Amz-Target', 'DynamoDB_20120810.PutItem'],
      ['Content-Type', 'application/x-amz-json-1.0'],
    ],
    body: Buffer.from('{"TableName":"pets"}'),
  },
};
const putObject: ServiceCall = {
  kind: 'service',
  service: 's3',
  request: { method: 'PUT', url: 'https://s3.eu-west-1.amazonaws.com/my/a%20b?x=1&x=2', headers: [] },
};

beforeEach(async () => {
  stub = await openStub();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await backends.close();
  stub.close();
});

describe('a call of an AWS service', () => {
  it('is recorded where nothing is decided: the answer is the call', async () => {
    open({ match: 'pets', url: stub.endpoint });
    const outcome = await backends.callService(putItem, 5000);
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    expect(JSON.parse(Buffer.from(outcome.response.body).toString())).toMatchObject({
      service: 'dynamodb',
      action: 'PutItem',
      parameters: { TableName: 'pets' },
      url: 'https://dynamodb.us-east-1.amazonaws.com/',
      body: { text: '{"TableName":"pets"}' },
    });
    expect(stub.received).toEqual([]);
  });

  it.each([
    'dynamodb',
    'dynamodb:PutItem',
    'dynamodb:action/PutItem',
    'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem',
    'https://dynamodb.us-east-1.amazonaws.com',
  ])('goes to the endpoint of the decision that matches it by %s', async (match) => {
    open({ match, endpoint: stub.endpoint });
    stub.answer = { status: 400, headers: { 'x-amzn-RequestId': 'r' }, body: '{"__type":"E"}' };
    const outcome = await backends.callService(putItem, 5000);
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 400, body: Buffer.from('{"__type":"E"}') } });
    expect(stub.received).toHaveLength(1);
  });

  it('is signed, with made-up credentials where nothing else is said', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    open({ match: 'dynamodb', endpoint: stub.endpoint });
    await backends.callService(putItem, 5000);
    const [{ method, url, headers, body } = {}] = stub.received;
    expect([method, url, body]).toEqual(['POST', '/', '{"TableName":"pets"}']);
    expect(headers).toMatchObject({
      host: new URL(stub.endpoint).host,
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'x-amz-date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=local\/\d{8}\/us-east-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[\da-f]{64}$/,
      ),
    });
  });

  it('is signed as whoever is signed in, for the region and service it is for', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    open({ match: 's3', aws: true, endpoint: stub.endpoint });
    await backends.callService(putObject, 5000);
    const [{ url, headers } = {}] = stub.received;
    expect(url).toBe('/my/a%20b?x=1&x=2');
    expect(headers).toMatchObject({
      'x-amz-content-sha256': expect.stringMatching(/^[\da-f]{64}$/),
      'x-amz-security-token': 'token',
      authorization: expect.stringMatching(/Credential=AKIAEXAMPLE\/\d{8}\/eu-west-1\/s3\//),
    });
  });

  it('goes to the region of the decision', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { url, headers } = await forwardService(putItem, { match: 'dynamodb', aws: 'eu-west-1' });
    expect(url).toBe('https://dynamodb.eu-west-1.amazonaws.com/');
    const sent = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(sent).toMatchObject({ host: 'dynamodb.eu-west-1.amazonaws.com' });
    expect(sent['authorization']).toContain('/eu-west-1/dynamodb/');
  });

  it('to what is no address is refused, and said', async () => {
    const call = { ...putItem, request: { ...putItem.request, url: '${QueueUrl}' } };
    await expect(forwardService(call, { match: 'dynamodb', aws: true })).rejects.toThrow(/is no address/);
  });

  it('has an outcome where nobody answers', async () => {
    open({ match: 'dynamodb', endpoint: 'http://127.0.0.1:1' });
    expect(await backends.callService(putItem, 5000)).toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
  });
});
