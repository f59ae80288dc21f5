import { describe, expect, it } from 'vitest';
import type { Canary, Deployment } from '../../../src/gateway/gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import { backends, bodyOf, deployment, eventOf, mock, operation, part, request, restApi } from './samples.js';

const answer = (text: string) =>
  mock('{"statusCode": 200}', `${text} $stageVariables.a $stageVariables.b $context.isCanaryRequest`);
const api = restApi([operation('GET /', { integration: answer('stable') })]);
const next = restApi([operation('GET /', { integration: answer('next') })]);

async function answered(canary: Canary, deployed: Partial<Deployment> = {}) {
  const stageVariables = { a: '1', b: '2' };
  const gateway = openRestGateway(api, backends(), { ...deployment, stageVariables, canary, ...deployed });
  return bodyOf(await gateway.handle(request('GET /')));
}

describe('a canary', () => {
  const canary: Canary = { percentTraffic: 30, stageVariableOverrides: { a: 'one', c: '3' }, api: next };

  it.each([
    [0.29, 'next one 2 true'],
    [0.3, 'stable 1 2 false'],
    [0.99, 'stable 1 2 false'],
  ])('takes its part of the requests: %d', async (chance, body) => {
    expect(await answered(canary, { random: () => chance })).toBe(body);
  });

  it('takes none at 0 percent, all at 100, and none without anything to choose by', async () => {
    expect(await answered({ ...canary, percentTraffic: 0 }, { random: () => 0 })).toBe('stable 1 2 false');
    expect(await answered({ ...canary, percentTraffic: 100 }, { random: () => 0.999 })).toBe('next one 2 true');
    expect(await answered(canary)).toBe('stable 1 2 false');
  });

  it('has the same definition where none is told', async () => {
    expect(await answered({ percentTraffic: 100 }, { random: () => 0 })).toBe('stable 1 2 true');
  });

  it('counts for the limits of its stage', async () => {
    const chances = [0, 0.99];
    const gateway = openRestGateway(api, backends(), {
      ...deployment,
      canary,
      methodThrottling: { 'GET /': { rate: 0, burst: 1 } },
      random: () => chances.shift() ?? 0,
    });
    const statuses = [await gateway.handle(request('GET /')), await gateway.handle(request('GET /'))];
    expect(statuses.map(({ response }) => response.status)).toEqual([200, 429]);
  });

  it('is told to functions, and only on a stage with one (RT-CTX-CANARY)', async () => {
    const lambda = restApi([operation('GET /')]);
    const contextOf = async (deployed: Partial<Deployment>) => {
      const gateway = openRestGateway(lambda, backends(), { ...deployment, ...deployed });
      return part(eventOf(await gateway.handle(request('GET /'))), 'requestContext');
    };
    expect((await contextOf({ canary: { percentTraffic: 0 } }))['isCanaryRequest']).toBe(false);
    expect(await contextOf({})).not.toHaveProperty('isCanaryRequest');
  });
});
