import type { RestAccount } from '../account.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { type RestOperation, restOperation } from '../rest-operation.js';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Account.html */
export const accountOperations: RestOperation[] = [
  restOperation({ name: 'GetAccount', at: 'GET /account', run: ({ account }) => accountAnswer(account) }),
  restOperation({
    name: 'UpdateAccount',
    at: 'PATCH /account',
    run: ({ account, input }) => {
      const { cloudwatchRoleArn } = patched(accountAnswer(account), patchesOf(input), rules);
      if (cloudwatchRoleArn === undefined) delete account.cloudwatchRoleArn;
      else account.cloudwatchRoleArn = cloudwatchRoleArn;
      return accountAnswer(account);
    },
  }),
];

const rules: PatchRules = {
  wording: 'long',
  rules: [{ path: '/cloudwatchRoleArn', ops: ['replace'], kind: 'property' }],
};

/** AWS's usual limits (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html). */
function accountAnswer({ cloudwatchRoleArn }: RestAccount) {
  return {
    ...(cloudwatchRoleArn !== undefined && { cloudwatchRoleArn }),
    throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    features: ['UsagePlans'],
    apiKeyVersion: '4',
  };
}
