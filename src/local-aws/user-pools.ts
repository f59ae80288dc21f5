import { isObject, type JsonObject } from '../model/index.js';
import type { Operation } from './operation.js';

/** Clients of Cognito user pools, by the id of the pool. Plain JSON. */
export type UserPools = Record<string, JsonObject[]>;

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const cognitoOperations: Operation<UserPools>[] = [
  {
    ...{ name: 'ListUserPoolClients', verb: 'POST', path: '/', status: 200 },
    run: (pools, { UserPoolId, MaxResults, NextToken }) => {
      const id = String(UserPoolId);
      const clients = Object.hasOwn(pools, id) ? pools[id] : undefined;
      if (!clients) {
        const message = `User pool ${id} does not exist.`;
        return { kind: 'refused', code: 'ResourceNotFoundException', status: 400, message };
      }
      const start = NextToken === undefined ? 0 : Number(NextToken);
      const end = start + Number(MaxResults ?? 60);
      const page = clients.slice(start, end).filter(isObject);
      const more = end < clients.length && { NextToken: String(end) };
      return {
        kind: 'done',
        answer: { UserPoolClients: page.map((client) => ({ ...client, UserPoolId: id })), ...more },
      };
    },
  },
];
