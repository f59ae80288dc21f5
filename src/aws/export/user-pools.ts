import { isObject, type JsonObject } from '../../model/index.js';
import { allPages } from '../answers.js';
import { attempt, type Scope } from './scope.js';

/** @returns each user pool with the ids and names of its app clients, of which one is the audience of its tokens */
export async function readUserPools(scope: Scope, arns: string[]): Promise<JsonObject[]> {
  const read = await Promise.all(arns.map((arn) => readUserPool(scope, arn)));
  return read.filter(isObject);
}

async function readUserPool(scope: Scope, arn: string): Promise<JsonObject | undefined> {
  const part = { name: `userPools/${arn}`, permission: 'cognito-idp:ListUserPoolClients' };
  const [, region, id] = /^arn:[\w-]+:cognito-idp:([\w-]+):\d*:userpool\/([\w-]+)$/.exec(arn) ?? [];
  if (region === undefined || id === undefined) {
    scope.unknown.push({ part: part.name, reason: 'its name is not known: it is no ARN of a user pool' });
    return undefined;
  }
  const clients = await attempt(scope, part, () => clientsOf(scope, region, id));
  return clients && { arn, clients };
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
async function clientsOf({ region }: Scope, name: string, id: string): Promise<JsonObject[]> {
  const place = await region.at(name);
  return place.once(`user pool ${id}`, async () => {
    const cognito = await place.clients.cognito();
    const { ListUserPoolClientsCommand } = await import('@aws-sdk/client-cognito-identity-provider');
    const clients = await allPages(async (from) => {
      const input = { UserPoolId: id, MaxResults: 60, ...(from !== undefined && { NextToken: from }) };
      const read = () => cognito.send(new ListUserPoolClientsCommand(input));
      const { UserPoolClients, NextToken } = await place.call('cognito-idp', read);
      return { items: UserPoolClients, next: NextToken };
    });
    return clients.map(({ ClientId = '', ClientName }) => ({
      id: ClientId,
      ...(ClientName !== undefined && { name: ClientName }),
    }));
  });
}
