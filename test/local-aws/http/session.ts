import { emptyHttpAccount, type HttpAccount } from '../../../src/local-aws/http/account.js';
import { httpOperations } from '../../../src/local-aws/http/operations.js';
import type { OperationOutcome } from '../../../src/local-aws/operation.js';
import type { JsonObject } from '../../../src/model/index.js';
import { countingWorld } from '../world.js';

/** An account that is called by the names of operations. */
export class Session {
  readonly account: HttpAccount = emptyHttpAccount();
  readonly #world = countingWorld();
  readonly #operations = new Map(httpOperations().map((operation) => [operation.name, operation]));

  async outcome(name: string, input: JsonObject = {}): Promise<OperationOutcome> {
    const operation = this.#operations.get(name);
    if (!operation) throw new Error(`There is no operation ${name}.`);
    return operation.run(this.account, input, this.#world);
  }

  /** @returns what the operation answers; throws where it refuses */
  async call(name: string, input: JsonObject = {}): Promise<JsonObject> {
    const outcome = await this.outcome(name, input);
    if (outcome.kind !== 'done')
      throw new Error(`${name}: ${outcome.kind === 'refused' ? outcome.message : outcome.kind}`);
    return outcome.answer;
  }

  /** @returns code and message; throws where the operation refuses nothing */
  async refusal(name: string, input: JsonObject = {}): Promise<string> {
    const outcome = await this.outcome(name, input);
    if (outcome.kind !== 'refused') throw new Error(`${name} is not refused.`);
    return `${outcome.status} ${outcome.code}: ${outcome.message}`;
  }

  /** @returns the id of a new API with a route to an HTTP backend, with both ids */
  async apiWithRoute(routeKey = 'GET /books') {
    const { apiId = '' } = await this.call('CreateApi', { name: 'books', protocolType: 'HTTP' });
    const { integrationId = '' } = await this.call('CreateIntegration', { apiId, ...httpProxy });
    const { routeId = '' } = await this.call('CreateRoute', {
      apiId,
      routeKey,
      target: `integrations/${integrationId}`,
    });
    return { apiId, integrationId, routeId };
  }
}

export const httpProxy = {
  ...{ integrationType: 'HTTP_PROXY', integrationMethod: 'GET', integrationUri: 'https://example.com' },
  payloadFormatVersion: '1.0',
};

export const functionUri =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111111111111:function:hello/invocations';

export const jwt = {
  ...{ name: 'pool', authorizerType: 'JWT', identitySource: ['$request.header.Authorization'] },
  jwtConfiguration: { issuer: 'https://issuer.example.com', audience: ['books'] },
};
