import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { within } from '../../src/gateway/deadline.js';
import type { LambdaOutcome } from '../../src/gateway/gateway.js';
import { backends, byAuthorizer, lambdaAuthorizer, operation, restApi, send } from './rest/samples.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<LambdaOutcome>(() => {});

it('gives the outcome that comes in time, and leaves no timer behind', async () => {
  expect(await within(50, Promise.resolve({ kind: 'returned', value: 1 }))).toEqual({ kind: 'returned', value: 1 });
  expect(vi.getTimerCount()).toBe(0);
});

it('gives up after the time allowed', async () => {
  const outcome = within(50, never);
  await vi.advanceTimersByTimeAsync(50);
  expect(await outcome).toEqual({ kind: 'timed-out' });
});

it('ends an authorizer of a REST API that never answers with 500 (RT-AUTH-F-ERROR)', async () => {
  const api = restApi([operation('GET /', { access: { requirements: [byAuthorizer('auth')] } })], {
    authorizers: [lambdaAuthorizer('token')],
  });
  const exchange = send(api, 'GET /', {
    headers: [['Authorization', 'x']],
    world: backends({}, { invokeLambda: () => never }),
  });
  await vi.advanceTimersByTimeAsync(29_000);
  expect((await exchange).response.status).toBe(500);
});
