export const handler = async (event) => {
  if (event.authorizationToken === undefined) throw new Error('Unauthorized');
  const [, , , , , apiAndPath] = event.methodArn.split(':');
  return {
    principalId: 'employee',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: apiAndPath ? 'Allow' : 'Deny', Resource: event.methodArn }],
    },
  };
};
