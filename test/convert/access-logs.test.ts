import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteAccessLog } from '../../src/convert/access-logs.js';

/** Every row of the table (facts features.md, section 3) that both kinds have. */
const kept = [
  ...['accountId', 'apiId', 'domainName', 'domainPrefix', 'httpMethod', 'path', 'protocol', 'requestId', 'requestTime'],
  ...['requestTimeEpoch', 'stage', 'status', 'responseLatency', 'responseLength', 'extendedRequestId'],
  ...['awsEndpointRequestId', 'authorizer.claims.sub', 'authorizer.error', 'authorizer.tenant_id'],
  ...['customDomain.basePathMatched', 'error.message', 'error.messageString', 'error.responseType'],
  ...['identity.accountId', 'identity.caller', 'identity.cognitoAuthenticationProvider'],
  ...['identity.cognitoAuthenticationType', 'identity.cognitoIdentityId', 'identity.cognitoIdentityPoolId'],
  ...['identity.principalOrgId', 'identity.sourceIp', 'identity.user', 'identity.userAgent', 'identity.userArn'],
  ...['identity.clientCert.clientCertPem', 'identity.clientCert.subjectDN', 'identity.clientCert.issuerDN'],
  ...['identity.clientCert.serialNumber', 'identity.clientCert.validity.notBefore'],
  ...['identity.clientCert.validity.notAfter', 'integration.error', 'integration.integrationStatus'],
  ...['integration.latency', 'integration.requestId', 'integration.status', 'integrationLatency', 'integrationStatus'],
  'integrationErrorMessage',
];

/** Every row that only REST APIs have. */
const gone = [
  ...['resourceId', 'authorizer.principalId', 'authorizer.integrationLatency', 'authorizer.integrationStatus'],
  ...['authorizer.latency', 'authorizer.requestId', 'authorizer.status', 'authorize.error', 'authorize.latency'],
  ...['authorize.status', 'authenticate.error', 'authenticate.latency', 'authenticate.status'],
  ...['customDomain.routingRuleIdMatched', 'cipherSuite', 'tlsVersion', 'deploymentId', 'error.validationErrorString'],
  ...['identity.apiKey', 'identity.apiKeyId', 'identity.vpcId', 'identity.vpceId', 'integration.responseTransferMode'],
  ...['integration.timeToAllHeaders', 'integration.timeToFirstContent', 'isCanaryRequest'],
  ...['requestOverride.header.X-Tenant', 'requestOverride.path.id', 'requestOverride.querystring.page'],
  ...['responseOverride.header.Content-Type', 'responseOverride.status', 'waf.error', 'waf.latency', 'waf.status'],
  ...['wafResponseCode', 'webaclArn', 'xrayTraceId', 'someThingNew'],
];

const json = (members: Record<string, unknown>) => JSON.stringify(members);
const metered = { requestId: '$context.requestId', dataProcessed: '$context.dataProcessed' };

describe('a variable that HTTP APIs have', () => {
  it.each(kept)('%s stays', (name) => {
    const format = json({ ...metered, it: `$context.${name}` });
    expect(rewriteAccessLog(format)).toEqual({ format, changes: [] });
    expect(rewriteAccessLog(`$context.requestId $context.${name}`).format).toBe(`$context.requestId $context.${name}`);
  });
});

describe('a variable that HTTP APIs do not have', () => {
  it.each(gone)('%s goes with its member, and is named with a reason', (name) => {
    const { format, changes } = rewriteAccessLog(json({ ...metered, it: `$context.${name}` }));
    expect(format).toBe(json(metered));
    expect(changes).toEqual([expect.stringMatching(/^\$context\.\S+ is gone: \S.+\.$/)]);
    expect(changes[0]).toContain(`$context.${name} is gone`);
  });

  it.each(gone)('%s leaves a dash where columns count', (name) => {
    expect(rewriteAccessLog(`$context.requestId,$context.${name},$context.status`).format).toBe(
      '$context.requestId,-,$context.status',
    );
  });
});

describe('the format of an HTTP API', () => {
  it.each<[string, string, string]>([
    [
      'has the route key for verb and resource',
      json({ ...metered, route: '$context.httpMethod $context.resourcePath' }),
      json({ ...metered, route: '$context.routeKey' }),
    ],
    [
      'has the route key for the resource alone',
      json({ ...metered, path: '$context.resourcePath' }),
      json({ ...metered, path: '$context.routeKey' }),
    ],
    [
      'says REGIONAL for the type of the endpoint, in quotes even where there were none',
      `{"requestId":"$context.requestId","dataProcessed":$context.dataProcessed,"type":$context.endpointType}`,
      `{"requestId":"$context.requestId","dataProcessed":$context.dataProcessed,"type":"REGIONAL"}`,
    ],
    [
      'keeps values without quotes as they are',
      '{ "requestId": "$context.requestId", "status": $context.status, "waf": $context.waf.latency }',
      '{"requestId":"$context.requestId","status":$context.status,"dataProcessed":"$context.dataProcessed"}',
    ],
    [
      'keeps the rest of a value of which a part is gone',
      json({ ...metered, who: 'key=$context.identity.apiKey ip=$context.identity.sourceIp' }),
      json({ ...metered, who: 'key=- ip=$context.identity.sourceIp' }),
    ],
    [
      'loses a map or list of which nothing is left',
      json({ ...metered, waf: { status: '$context.waf.status' }, all: ['$context.xrayTraceId'], more: { a: [1] } }),
      json({ ...metered, more: { a: [1] } }),
    ],
    [
      'has the request id, which extendedRequestId is there',
      json({ id: '$context.extendedRequestId', dataProcessed: '$context.dataProcessed' }),
      json({ id: '$context.requestId', dataProcessed: '$context.dataProcessed' }),
    ],
    [
      'has the request id under another name where its own is taken',
      json({ requestId: '$context.integration.requestId', dataProcessed: '$context.dataProcessed' }),
      json({
        requestId: '$context.integration.requestId',
        dataProcessed: '$context.dataProcessed',
        'gateway.requestId': '$context.requestId',
      }),
    ],
    ['has the request id also where nobody logged it', '$context.status', '$context.status $context.requestId'],
    [
      'is CLF for CLF',
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime] "$context.routeKey $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
    ],
    [
      'is XML for XML',
      '<request id="$context.requestId"> <trace>$context.xrayTraceId</trace> <status>$context.status</status> </request>',
      '<request id="$context.requestId"> <trace>-</trace> <status>$context.status</status> </request>',
    ],
    [
      'is CSV for CSV',
      '$context.identity.sourceIp,$context.identity.apiKeyId,$context.httpMethod,$context.resourcePath,$context.requestId',
      '$context.identity.sourceIp,-,$context.httpMethod,$context.routeKey,$context.requestId',
    ],
    [
      'is one line',
      '{\n  "requestId": "$context.requestId",\n  "dataProcessed": "$context.dataProcessed"\n}\n',
      json(metered),
    ],
    [
      'is treated as text where a key of JSON stands twice',
      '{"a":"$context.requestId","a":"$context.waf.error"}',
      '{"a":"$context.requestId","a":"-"}',
    ],
  ])('%s', (_name, rest, http) => {
    expect(rewriteAccessLog(rest).format).toBe(http);
  });

  it('loses members from the end until it fits, but not the request id', () => {
    const members = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`claim${index}`, '$context.identity.userArn']),
    );
    const { format = '', changes } = rewriteAccessLog(json({ ...members, requestId: '$context.requestId' }));
    expect(format.length).toBeLessThanOrEqual(1024);
    expect(JSON.parse(format)).toMatchObject({ claim0: '$context.identity.userArn', requestId: '$context.requestId' });
    expect(changes).toContainEqual(expect.stringContaining('claim39'));
  });

  it('is none where text is too long: nothing tells what could go', () => {
    const { format, changes } = rewriteAccessLog(`$context.requestId ${'x'.repeat(1020)}`);
    expect(format).toBeUndefined();
    expect(changes).toEqual([expect.stringContaining('1024')]);
  });
});

const value = fc.constantFrom(...kept, ...gone).map((name) => `$context.${name}`);
const tree = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    value,
    fc.constantFrom(1, true, null, 'text'),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('node'), { maxLength: 3 }),
  ),
})).node;

it('JSON stays JSON, with the request id, without a variable that HTTP APIs do not know', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tree, { noNullPrototype: true }), (members) => {
      const { format } = rewriteAccessLog(json({ ...members, requestId: '$context.requestId' }));
      expect(() => JSON.parse(format ?? '')).not.toThrow();
      expect(format?.length).toBeLessThanOrEqual(1024);
      expect(format).toContain('$context.requestId');
      for (const name of gone) expect(format).not.toMatch(new RegExp(`\\$context\\.${name}(?![\\w.])`));
    }),
  );
});
