import { randomBytes, randomUUID } from 'node:crypto';

/**
 * Builds by hand what the gateways build by their rules: the event of a REST API and that of an HTTP API (format 2.0) for a
 * request to `/hello`, with the same fields, and the headers of the same answer. What a server costs that does just this is
 * what the gateways are measured against.
 */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const account = '123456789012';

/** @returns the event of a REST API on the stage `prod`, and what its answer carries of it */
export function restEvent(incoming) {
  const { path, query } = splitTarget(incoming.url.slice('/prod'.length));
  const now = new Date();
  const requestId = randomUUID();
  const extendedRequestId = randomBytes(11).toString('base64');
  const trace = newTrace(now);
  const { headers, multiValueHeaders } = restHeaders(incoming, trace);
  const event = {
    resource: path,
    path,
    httpMethod: incoming.method,
    headers,
    multiValueHeaders,
    queryStringParameters: query ? Object.fromEntries(new URLSearchParams(query)) : null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      ...{ accountId: account, apiId: 'localrest', deploymentId: 'localrest' },
      ...{ domainName: headers['Host'], domainPrefix: headers['Host'].split('.')[0], extendedRequestId },
      httpMethod: incoming.method,
      identity: restIdentity(incoming),
      path: incoming.url,
      protocol: 'HTTP/1.1',
      requestId,
      requestTime: timeText(now),
      requestTimeEpoch: now.getTime(),
      resourceId: 'abc123',
      resourcePath: path,
      stage: 'prod',
    },
    body: null,
    isBase64Encoded: false,
  };
  const head = ['x-amzn-RequestId', requestId, 'x-amz-apigw-id', extendedRequestId];
  return { event, head, tail: ['X-Amzn-Trace-Id', trace] };
}

function restHeaders(incoming, trace) {
  const headers = {};
  const multiValueHeaders = {};
  const put = (name, value) => {
    headers[name] = value;
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), value];
  };
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    const name = incoming.rawHeaders[at];
    if (name.toLowerCase() !== 'connection') put(name, incoming.rawHeaders[at + 1]);
  }
  put('X-Amzn-Trace-Id', trace);
  put('X-Forwarded-For', incoming.socket.remoteAddress);
  put('X-Forwarded-Port', '443');
  put('X-Forwarded-Proto', 'https');
  return { headers, multiValueHeaders };
}

function restIdentity(incoming) {
  return {
    ...{ accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null },
    ...{ cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null, principalOrgId: null },
    ...{ user: null, userArn: null, sourceIp: incoming.socket.remoteAddress },
    userAgent: incoming.headers['user-agent'] ?? null,
  };
}

/** @returns the event of an HTTP API on the stage `$default`, and what its answer carries of it */
export function httpEvent(incoming) {
  const { path, query } = splitTarget(incoming.url);
  const now = new Date();
  const requestId = randomBytes(11).toString('base64');
  const { connection: _, ...sent } = incoming.headers;
  const headers = {
    ...sent,
    'content-length': '0',
    'x-amzn-trace-id': newTrace(now),
    'x-forwarded-for': incoming.socket.remoteAddress,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
  const event = {
    version: '2.0',
    routeKey: `${incoming.method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(query && { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      ...{ accountId: account, apiId: 'localhttp', domainName: headers.host, domainPrefix: headers.host.split('.')[0] },
      http: {
        ...{ method: incoming.method, path, protocol: 'HTTP/1.1', sourceIp: incoming.socket.remoteAddress },
        userAgent: incoming.headers['user-agent'] ?? '',
      },
      ...{ requestId, routeKey: `${incoming.method} ${path}`, stage: '$default' },
      time: timeText(now),
      timeEpoch: now.getTime(),
    },
    isBase64Encoded: false,
  };
  return { event, head: [], tail: ['apigw-requestid', requestId] };
}

function splitTarget(target) {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

function newTrace(now) {
  return `Root=1-${Math.floor(now.getTime() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
}

function timeText(now) {
  const two = (number) => String(number).padStart(2, '0');
  const day = `${two(now.getUTCDate())}/${months[now.getUTCMonth()]}/${now.getUTCFullYear()}`;
  return `${day}:${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())} +0000`;
}
