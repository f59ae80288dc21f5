import type { Operation } from './operation.js';

/** What the endpoint answers of STS: who calls. Nobody is checked, so everybody is the same. */
export const stsOperations: Operation<unknown>[] = [
  {
    ...{ name: 'GetCallerIdentity', verb: 'POST', path: '/', status: 200 },
    run: (_state, _input, { partition, accountId }) => ({
      kind: 'done',
      answer: { Arn: `arn:${partition}:iam::${accountId}:user/local`, UserId: 'AIDALOCAL', Account: accountId },
    }),
  },
];
