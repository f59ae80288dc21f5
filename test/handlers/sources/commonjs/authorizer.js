'use strict';

const generatePolicy = (principalId, effect, resource) => ({
  principalId,
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: resource }] },
});

exports.handler = function (event, context, callback) {
  if (event.type === 'TOKEN' && event.authorizationToken === 'deny') {
    callback('Unauthorized');
    return;
  }
  if (!event.authorizationToken) throw new Error('Unauthorized');
  const wide = 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/*/*';
  callback(null, generatePolicy('user', 'Allow', event.authorizationToken === 'all' ? wide : event.methodArn));
};
