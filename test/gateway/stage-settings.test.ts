import { describe, expect, it } from 'vitest';
import { stageSettings } from '../../src/gateway/stage-settings.js';
import type { Json, Setting, SettingKind } from '../../src/model/index.js';
import { operation, restApi } from './rest/samples.js';

const place = '/settings.json/usagePlans/0';

function setting(kind: SettingKind, value: Json, name?: string, at = ''): Setting {
  return { at, kind, value, ...(name !== undefined && { name }) };
}

function told(settings: Setting[], apiKeys: string[] = []) {
  return stageSettings(restApi([operation('GET /pets'), operation('POST /pets')], { settings }), apiKeys);
}

describe('what settings say about a stage', () => {
  it('is nothing without settings', () => {
    expect(told([])).toEqual({});
  });

  it('is throttling of methods, with the limits of the account where one is missing', () => {
    const { methodThrottling } = told([
      setting('throttling', { throttlingBurstLimit: 5, throttlingRateLimit: '2.5' }, 'every method'),
      setting('throttling', { throttlingRateLimit: 1, throttlingBurstLimit: -1 }, 'GET /pets'),
    ]);
    expect(methodThrottling).toEqual({
      'every method': { burst: 5, rate: 2.5 },
      'GET /pets': { burst: 5000, rate: 1 },
    });
  });

  it('is throttling that lets nobody through, where the limits are 0', () => {
    const none = setting('throttling', { throttlingBurstLimit: 0, throttlingRateLimit: '0' }, 'every method');
    expect(told([none]).methodThrottling).toEqual({ 'every method': { burst: 0, rate: 0 } });
  });

  it('is throttling of all methods of a path, written out', () => {
    const limits = { throttlingBurstLimit: 5, throttlingRateLimit: 2 };
    expect(told([setting('throttling', limits, 'every method of /pets')]).methodThrottling).toEqual({
      'GET /pets': { burst: 5, rate: 2 },
      'POST /pets': { burst: 5, rate: 2 },
    });
  });

  it('is no throttling when a limit is hidden', () => {
    const hidden = setting('throttling', { throttlingRateLimit: '${Rate}' }, 'GET /pets');
    expect(told([setting('throttling', { throttlingRateLimit: 1 }, 'every method'), hidden])).toEqual({});
  });

  const plan = [
    setting('usage-plan', 'pl4n', 'partners', `${place}/id`),
    setting('usage-plan-throttle', { burstLimit: 10, rateLimit: 5 }, 'partners', `${place}/throttle`),
    setting('usage-plan-quota', { limit: 100, period: 'DAY' }, 'partners', `${place}/quota`),
    setting(
      'usage-plan-throttle',
      { burstLimit: 1, rateLimit: 1 },
      'partners GET /pets',
      `${place}/apiStages/0/throttle/~1pets~1GET`,
    ),
  ];

  it('is a usage plan, which has the keys', () => {
    expect(told(plan, ['k']).usagePlans).toEqual([
      {
        name: 'partners',
        apiKeys: ['k'],
        throttle: { burst: 10, rate: 5 },
        methodThrottles: { 'GET /pets': { burst: 1, rate: 1 } },
        quota: { limit: 100, offset: 0, period: 'DAY' },
      },
    ]);
  });

  it('is no usage plan when there are two, as nobody knows whose the keys are, or when a part is hidden', () => {
    const other = setting('usage-plan', 'x', 'others', '/settings.json/usagePlans/1/id');
    const hidden = setting('usage-plan-quota', { limit: 1, period: '${Period}' }, 'partners', `${place}/quota`);
    expect([told([...plan, other], ['k']), told([hidden], ['k'])]).toEqual([{}, {}]);
  });

  it('is a canary', () => {
    const value = { percentTraffic: 12.5, stageVariableOverrides: { a: '1' }, deploymentId: 'd' };
    expect(told([setting('canary', value)])).toEqual({
      canary: { percentTraffic: 12.5, stageVariableOverrides: { a: '1' } },
    });
    expect(told([setting('canary', { percentTraffic: '${Part}' })])).toEqual({});
  });
});
