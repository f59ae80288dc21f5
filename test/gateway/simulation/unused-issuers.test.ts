import { expect, it } from 'vitest';
import { unusedIssuers } from '../../../src/gateway/simulation/unused-issuers.js';
import { type CognitoAuthorizer, type JwtAuthorizer, plain } from '../../../src/model/index.js';
import { api } from '../http/opened.js';
import { restApi } from '../rest/samples.js';

const users: JwtAuthorizer = {
  ...{ kind: 'jwt', name: 'users', identitySource: '$request.header.Authorization', audience: [plain('web')] },
  issuer: plain('https://login.example/${stageVariables.tenant}/'),
};
const pool: CognitoAuthorizer = {
  ...{ kind: 'cognito', at: '', name: 'pool', identitySources: [] },
  providerArns: [plain('arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_a')],
};
const served = { rest: restApi([], { authorizers: [pool] }), http: api([], [users]) };

it.each([
  ['https://login.example/t1/', true],
  ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a', true],
  ['https://login.example/t1', false],
  ['https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_b', false],
])('an authorizer takes tokens of %s: %s', (issuer, isUsed) => {
  const told = unusedIssuers([{ issuer, keys: 'discover' }], served, { tenant: 't1' });
  expect(told).toEqual(isUsed ? [] : [expect.stringContaining(issuer)]);
});
