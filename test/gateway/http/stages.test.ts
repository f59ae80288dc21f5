import { describe, expect, it } from 'vitest';
import { type DeployedStage, openHttpStages } from '../../../src/gateway/http/stages.js';
import type { RouteSettings } from '../../../src/model/index.js';
import { api, backends, deployment, eventOf, headerOf, lambda, route, sender, textOf } from './opened.js';

function open(stages: string[], definition = api([route('GET /pets'), route('$default')])) {
  const deployed = stages.map((stage): DeployedStage => ({ stage, stageVariables: { of: stage } }));
  const gateway = openHttpStages(definition, backends(), deployment, deployed);
  return (rawPath: string) =>
    gateway.handle({ method: 'GET', rawPath, rawQuery: '', headers: [], sourceIp: '203.0.113.7' });
}

describe('the stage of a request', () => {
  it.each([
    ['/dev/pets', 'dev', '/dev/pets', 'GET /pets'],
    ['/pets', '$default', '/pets', 'GET /pets'],
    ['/dev', 'dev', '/dev/', '$default'],
    ['//dev/pets', 'dev', '/dev/pets', 'GET /pets'],
    ['/DEV/pets', '$default', '/DEV/pets', '$default'],
    ['/devil/pets', '$default', '/devil/pets', '$default'],
    ['/pets/dev', '$default', '/pets/dev', '$default'],
    ['/$default/pets', '$default', '/$default/pets', '$default'],
    ['/constructor', '$default', '/constructor', '$default'],
  ])('%s is %s', async (path, stage, rawPath, route) => {
    const exchange = await open(['dev', 'prod', '$default'])(path);
    const { requestContext, rawPath: shown, stageVariables } = eventOf(exchange);
    expect([requestContext.stage, shown, exchange.route]).toEqual([stage, rawPath, route]);
    expect(stageVariables).toEqual({ of: stage });
    expect(exchange.request.rawPath).toBe(path);
  });

  it('is none where no stage has the name and there is no $default: 404', async () => {
    const { response, calls } = await open(['dev'])('/prod/pets');
    expect([response.status, textOf(response), calls]).toEqual([404, '{"message":"Not Found"}', []]);
    expect(headerOf(response, 'apigw-requestid')).toBe('NIKr1jmIFiAEJmw=');
  });
});

describe('throttling', () => {
  const routes = api([route('GET /a'), route('GET /b', lambda())]);

  function throttled(defaultRouteSettings: RouteSettings, routeSettings: Record<string, RouteSettings> = {}) {
    let millis = 0;
    const routeThrottling = { defaultRouteSettings, routeSettings };
    const send = sender(routes, { deployment: { routeThrottling, now: () => new Date(millis) } });
    const statuses = async (...lines: string[]) => {
      const found: number[] = [];
      for (const line of lines) found.push((await send(line)).response.status);
      return found;
    };
    return { send, statuses, wait: (passed: number) => (millis += passed) };
  }

  it('gives 429 beyond the burst of a route, calls nobody, and lets pass again in time', async () => {
    const { send, statuses, wait } = throttled({ throttlingBurstLimit: 2, throttlingRateLimit: 1 });
    expect(await statuses('GET /a', 'GET /a', 'GET /a', 'GET /b')).toEqual([200, 200, 429, 200]);
    const refused = await send('GET /a');
    expect(refused).toMatchObject({ route: 'GET /a', calls: [], authorization: { kind: 'open' } });
    expect(textOf(refused.response)).toBe('{"message":"Too Many Requests"}');
    wait(1000);
    expect(await statuses('GET /a', 'GET /a')).toEqual([200, 429]);
  });

  it('goes by the settings of the route where it has some', async () => {
    const own = { 'GET /a': { throttlingBurstLimit: 0, throttlingRateLimit: 0 } };
    expect(await throttled({}, own).statuses('GET /a', 'GET /b')).toEqual([429, 200]);
    const partly = { 'GET /a': { throttlingBurstLimit: 1 } };
    const stage = { throttlingBurstLimit: 3, throttlingRateLimit: 0 };
    expect(await throttled(stage, partly).statuses('GET /a', 'GET /a', 'GET /b', 'GET /b')).toEqual([
      200, 429, 200, 200,
    ]);
  });

  it('does not touch a request that no route takes', async () => {
    const { statuses } = throttled({ throttlingBurstLimit: 0, throttlingRateLimit: 0 });
    expect(await statuses('GET /none')).toEqual([404]);
  });

  it('is not there where the stage limits nothing', async () => {
    const { statuses } = throttled({ detailedMetricsEnabled: true });
    expect(new Set(await statuses(...Array.from({ length: 50 }, () => 'GET /a')))).toEqual(new Set([200]));
  });
});
