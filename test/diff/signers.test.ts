import { describe, expect, it } from 'vitest';
import { signersOf } from '../../src/diff/signers.js';
import { type CallerDecision, type JsonObject, noDecisions } from '../../src/model/index.js';
import { lambda, restApi, schemes } from './definitions.js';
import { proofOf } from './proving.js';

const invoke = (Effect: 'Allow' | 'Deny', Resource: string) => ({ Effect, Action: 'execute-api:Invoke', Resource });
const caller = (...Statement: JsonObject[]): CallerDecision => ({
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  arn: 'arn:aws:iam::210987654321:user/ann',
  policies: [{ Version: '2012-10-17', Statement }],
  secretVariable: 'NOT_SET_AND_NOT_NEEDED',
});
const own = 'arn:aws:execute-api:eu-west-1:210987654321:a1b2c3d4e5';

const notes = (security: JsonObject) =>
  restApi({ securityDefinitions: schemes, paths: { '/notes': { get: { ...lambda, security: [security] } } } });

/** What becomes of a GET that the caller signs: the decision of both APIs, its class and the rule that foretold it. */
async function signed(...callers: CallerDecision[]) {
  const api = await notes({ sigv4: [] });
  const { result } = await proofOf(
    api,
    { ...noDecisions(), callers },
    { only: ({ name }) => / signed by /.test(name) },
  );
  const found = result.differences.find(({ aspect }) => aspect === 'authorization');
  const assumed = result.notCompared.map(({ feature }) => feature).filter((feature) => /polic/.test(feature));
  return { told: found && `${found.class} ${found.rest} -> ${found.http}: ${found.rule}`, result, assumed };
}

describe('a caller whom the user names', () => {
  it.each<[string, JsonObject[], string | undefined]>([
    [
      'whose policy names the REST API is refused',
      [invoke('Allow', `${own}/live/GET/*`)],
      'breaking allowed -> refused: access/iam',
    ],
    ['whose policy names no API passes both', [invoke('Allow', 'arn:aws:execute-api:*:*:*/*/GET/notes')], undefined],
    [
      'whose policy names the stage of REST is refused',
      [invoke('Allow', 'arn:aws:execute-api:*:*:*/live/*')],
      'breaking allowed -> refused: access/iam',
    ],
    [
      'who is kept out by name passes, and nobody accepted that',
      [invoke('Allow', '*'), invoke('Deny', `${own}/*`)],
      'security refused -> allowed: null',
    ],
    ['who may do nothing is refused by both', [], undefined],
    ['who may call another method is refused by both', [invoke('Allow', `${own}/live/POST/*`)], undefined],
  ])('%s', async (_, statements, told) => {
    expect((await signed(caller(...statements))).told).toBe(told);
  });

  it('is in the account of both APIs, and the API that policies name is said to be this one', async () => {
    const { assumed } = await signed(caller(invoke('Allow', `${own}/*`)));
    expect(assumed).toEqual(['AWS_IAM: the API a1b2c3d4e5 that policies of callers name is taken for this one']);
    expect(signersOf([caller()], await notes({ sigv4: [] }))?.accountId).toBe('210987654321');
  });

  it('is not judged by a guess where policies name several APIs, and that is said', async () => {
    const other = own.replace('a1b2c3d4e5', 'f6g7h8i9j0');
    const { told, assumed } = await signed(caller(invoke('Allow', `${own}/*`), invoke('Allow', `${other}/*`)));
    expect(told).toBeUndefined();
    expect(assumed).toEqual([expect.stringContaining('policies of callers name 2 APIs')]);
  });
});

it('nobody is named, and a signature of Version 4A shows what IAM authorization does otherwise', async () => {
  const api = await notes({ sigv4: [] });
  const { result } = await proofOf(api, noDecisions());
  const found = result.differences.filter(({ rule }) => rule === 'access/iam');
  expect(found.map(({ aspect }) => aspect)).toContain('authorization');
  expect(result.unexplained).toBe(0);
  expect(signersOf([], api)).toBeUndefined();
  expect(signersOf([caller()], await notes({ token: [] }))).toBeUndefined();
});
