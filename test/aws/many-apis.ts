import type { RestAccount } from '../../src/local-aws/rest/account.js';
import { restOperations } from '../../src/local-aws/rest/operations.js';
import type { World } from '../../src/local-aws/world.js';

const definition = JSON.stringify({
  openapi: '3.0.1',
  info: { title: 'one of many', version: '1' },
  paths: {
    '/items': {
      get: {
        responses: { '200': { description: 'done' } },
        'x-amazon-apigateway-integration': { type: 'http_proxy', httpMethod: 'GET', uri: 'https://items.example.com/' },
      },
    },
  },
});

/** Makes REST APIs in the account, each with the stage `prod`; without the network, since the rates would take hours. */
export async function makeApis(account: RestAccount, world: World, count: number): Promise<string[]> {
  const run = async (name: string, input: Parameters<(typeof restOperations)[number]['run']>[1]) => {
    const outcome = await restOperations.find((one) => one.name === name)?.run(account, input, world);
    if (outcome?.kind !== 'done') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    return String(outcome.answer['id'] ?? '');
  };
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const restApiId = await run('ImportRestApi', { body: definition });
    const deploymentId = await run('CreateDeployment', { restApiId });
    await run('CreateStage', { restApiId, stageName: 'prod', deploymentId });
    ids.push(restApiId);
  }
  return ids;
}
