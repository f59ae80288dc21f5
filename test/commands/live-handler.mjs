let count = 0;

/** Answers otherwise each time, by a counter and the time, and with what the path asks for. */
export const handler = async (event) => {
  count += 1;
  return {
    statusCode: event.path.endsWith('/missing') ? 404 : 200,
    headers: { 'content-type': 'application/json', etag: `"${count}"` },
    body: JSON.stringify({
      count,
      at: Date.now(),
      name: 'cat',
      you: event.headers['X-Token'] ?? event.headers['x-token'],
    }),
  };
};

/** Lets in whoever has the token. */
export const guard = async (event) => {
  const given = event.authorizationToken ?? event.headers['x-token'];
  const Effect = given === 'live-secret-token' ? 'Allow' : 'Deny';
  const policyDocument = {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect, Resource: '*' }],
  };
  return { principalId: 'me', policyDocument };
};
