import { describe, expect, it } from 'vitest';
import { callersOf } from '../../../src/gateway/backends/callers.js';
import { localDeployment } from '../../../src/gateway/backends/local-deployment.js';

const ann = { accessKeyId: 'AKIAANN', arn: 'arn:aws:iam::111122223333:user/ann' };
const policies = [{ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }];

describe('callers of the decisions', () => {
  it('are none where nobody is named, so that whoever signs gets in', () => {
    expect(callersOf([])).toBeUndefined();
  });

  it('have their account from their ARN, and no policies and no secrets unless told', () => {
    expect(callersOf([ann])).toEqual({ AKIAANN: { arn: ann.arn, accountId: '111122223333', policies: [] } });
  });

  it('have their secrets from environment variables', () => {
    const decision = { ...ann, userId: 'AIDA', policies, secretVariable: 'S', sessionTokenVariable: 'T' };
    expect(callersOf([decision], { S: 'a secret', T: 'a token' })).toEqual({
      AKIAANN: expect.objectContaining({
        userId: 'AIDA',
        policies,
        secretAccessKey: 'a secret',
        sessionToken: 'a token',
      }),
    });
  });

  it.each([undefined, ''])('refuse a variable that is %j', (value) => {
    const decided = () => callersOf([{ ...ann, secretVariable: 'ANN_SECRET' }], { ANN_SECRET: value });
    expect(decided).toThrow(/ANN_SECRET is not set/);
  });

  it('refuse one access key for two', () => {
    expect(() => callersOf([ann, { ...ann, arn: 'arn:aws:iam::111122223333:user/ben' }])).toThrow(/AKIAANN/);
  });

  it('tell the account that the simulated APIs are in', () => {
    const settings = { stage: 'dev', stageVariables: {}, apiKeys: [], tokens: { verify: () => Promise.reject() } };
    const callers = callersOf([ann]) ?? {};
    for (const kind of ['rest', 'http'] as const) {
      expect(localDeployment(kind, { ...settings, callers })).toMatchObject({ accountId: '111122223333', callers });
      expect(localDeployment(kind, settings).accountId).toBe('123456789012');
    }
  });
});
