const middy = require('@middy/core');

const check = async (event) => {
  const key = event.headers['X-Partner-Key'];
  const tags = event.multiValueHeaders && event.multiValueHeaders['X-Tag'];
  if (!key) return Promise.reject(new Error('Unauthorized'));
  return { principalId: key, policyDocument: allow(event.methodArn, tags), usageIdentifierKey: key };
};

function allow(Resource) {
  return { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource }] };
}

module.exports = { handler: middy(check) };
