import serverlessHttp from 'serverless-http';

const AUTH = 'Authorization';

export const handler = async (event, context) => {
  const token = event.headers.Authorization;
  const trace = event.headers['X-Amzn-Trace-Id'];
  const both = event.headers.Accept || event.headers.accept;
  const again = event.headers?.[AUTH];
  const { headers, path: where, requestContext: { authorizer: { claims }, stage } = {} } = event;
  const agent = headers['X-Client-Version'] ?? 'none';
  const cookies = headers.Cookie;
  const values = event.multiValueQueryStringParameters?.tag ?? [];
  const first = event.multiValueHeaders['X-Tag'][0];
  if (event.queryStringParameters === null) return { body: 'nothing asked' };
  const groups = claims['cognito:groups'];
  const country = headers['CloudFront-Viewer-Country'];
  const form = new URLSearchParams(event.body);
  log(event.requestContext.identity.sourceIp, event.requestContext.resourceId, event.httpMethod);
  return respond(event, { token, trace, both, again, where, stage, agent, cookies, values, first, groups, country, form });
};

function respond({ resource, requestContext }, data) {
  return {
    statusCode: 200,
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
    headers: { 'WWW-Authenticate': 'Basic' },
    body: JSON.stringify({ ...data, resource, id: requestContext.requestId, who: requestContext.authorizer.principalId }),
  };
}

/** A queue calls this one. */
export const consume = async (event) => event.Records.map((record) => event.headers.Authorization + record.body);

export const app = serverlessHttp(() => {});

function log(...all) {
  console.log(all);
}
