import { describe, expect, it } from 'vitest';
import { testInvokeMethod } from '../../../src/local-aws/rest/test-invoke.js';
import type { Operation } from '../../../src/model/index.js';
import { functionUri, nonProxy } from '../../gateway/rest/non-proxy.js';
import {
  backends,
  byAuthorizer,
  deployment,
  httpProxy,
  lambdaAuthorizer,
  mock,
  operation,
  restApi,
} from '../../gateway/rest/samples.js';

async function tested(method: Operation, path?: string, body?: string) {
  const api = restApi([method], { authorizers: [lambdaAuthorizer('token')] });
  const test = {
    httpMethod: 'POST',
    resourcePath: method.route.path,
    ...(path !== undefined && { pathWithQueryString: path }),
    headers: [['X-A', '1']] as [string, string][],
    ...(body !== undefined && { body: Buffer.from(body) }),
  };
  return testInvokeMethod(api, test, { backends: backends({ fn: { ok: true } }), deployment });
}

describe('a test of a method', () => {
  it('asks no authorizer, and answers without the ids of the front', async () => {
    const access = { requirements: [byAuthorizer('auth')] };
    const integration = mock('{"statusCode": 200}', '{"id":"$input.params("id")"}');
    const result = await tested(operation('POST /pets/{id}', { access, integration }), '/pets/7?a=1', '{}');
    expect([result.status, result.body, result.headers, result.multiValueHeaders]).toEqual([
      200,
      '{"id":"7"}',
      { 'Content-Type': 'application/json' },
      { 'Content-Type': ['application/json'] },
    ]);
    expect(result.log.slice(2)).toEqual([
      'HTTP Method: POST, Resource Path: /pets/7',
      'Method request path: {id=7}',
      'Method request query string: {a=1}',
      'Method request headers: {X-A=1}',
      'Method request body before transformations: {}',
      'Method response body after transformations: {"id":"7"}',
      'Method response headers: {Content-Type=application/json}',
      'Successfully completed execution',
      'Method completed with status: 200',
    ]);
  });

  it('tells what a function is sent and answers, and hides the signature', async () => {
    const { log } = await tested(
      operation('POST /', { integration: nonProxy('aws', functionUri('fn')) }),
      '/',
      '{"a": 1}',
    );
    expect(log).toEqual(
      expect.arrayContaining([
        'Endpoint request body after transformations: {"a": 1}',
        'Sending request to https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:fn/invocations',
        'Endpoint response body before transformations: {"ok":true}',
        expect.stringMatching(/^Endpoint request headers: \{.*Authorization=\*+, .* \[TRUNCATED\]$/),
      ]),
    );
  });

  it('says why an address cannot be called', async () => {
    const result = await tested(operation('ANY /', { integration: httpProxy('https://${stageVariables.host}') }));
    expect([result.status, result.headers]).toEqual([500, { 'x-amzn-ErrorType': 'InternalServerErrorException' }]);
    expect(result.log.slice(-2)).toEqual([
      'Execution failed due to configuration error: Invalid endpoint address',
      'Method completed with status: 500',
    ]);
  });
});
