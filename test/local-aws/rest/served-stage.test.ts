import { describe, expect, it } from 'vitest';
import { servedStage } from '../../../src/local-aws/rest/served-stage.js';
import { countingWorld } from '../world.js';
import { withApi } from './calls.js';

describe('what a stage serves', () => {
  it('is its deployment, with the settings of the stage', async () => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live', variables: { a: 'b' } });
    await calls.answer('UpdateRestApi', {
      restApiId,
      patchOperations: [{ op: 'replace', path: '/name', value: 'New' }],
    });
    const served = servedStage(calls.account, { restApiId, stageName: 'live' }, countingWorld());
    expect(served?.stage.variables).toEqual({ a: 'b' });
    expect(served?.definition).toEqual(JSON.parse(await calls.exported(restApiId, 'oas30')));
    expect(served?.definition).toMatchObject({ info: { title: 'Books' } });
  });

  it.each([
    ['an API that is not there', 'nobody', 'live'],
    ['a stage that is not there', 'mine', 'x'],
    ['a name that every object has', 'mine', 'constructor'],
  ])('is nothing for %s', async (_, api, stageName) => {
    const { calls, restApiId } = await withApi();
    await calls.answer('CreateDeployment', { restApiId, stageName: 'live' });
    const place = { restApiId: api === 'mine' ? restApiId : api, stageName };
    expect(servedStage(calls.account, place, countingWorld())).toBeUndefined();
  });
});
