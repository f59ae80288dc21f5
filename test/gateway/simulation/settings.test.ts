import { expect, it } from 'vitest';
import { settingsOf } from '../../../src/gateway/simulation/settings.js';
import type { Json } from '../../../src/model/index.js';

const words = { port: 3000, stage: 'prod', http: 'echo' } as const;

it('reads handlers and stage variables, whose values may hold an equals sign', () => {
  const handler = ['pets=./pets.mjs#pets', 'a=b=c.mjs'];
  expect(settingsOf({ ...words, handler, 'stage-variable': ['table=pets', 'q=a=b'], 'api-key': ['key'] }, [])).toEqual({
    ...words,
    mirror: 'echo',
    backends: [
      { match: 'pets', handler: './pets.mjs#pets' },
      { match: 'a', handler: 'b=c.mjs' },
    ],
    stageVariables: { table: 'pets', q: 'a=b' },
    apiKeys: ['key'],
  });
});

it('puts handlers of the command line before decisions', () => {
  const decided = [{ match: 'pets', handler: '/decided.mjs' }];
  expect(settingsOf({ ...words, handler: ['pets=mine.mjs'] }, decided).backends.map(({ handler }) => handler)).toEqual([
    'mine.mjs',
    '/decided.mjs',
  ]);
});

it.each(['', 'pets', 'pets=', '=pets'])('refuses %j as a stage variable', (text) => {
  expect(() => settingsOf({ ...words, 'stage-variable': [text] }, [])).toThrow('--stage-variable wants NAME=VALUE');
});

it('takes stage and stage variables from the settings of the REST API, where the words say nothing', () => {
  const setting = (kind: 'stage-name' | 'stage-variables', value: Json) => ({ kind, name: kind, at: '', value });
  const settings = [setting('stage-name', 'live'), setting('stage-variables', { table: 'pets', alias: 'a' })];
  const { stage: _, ...silent } = words;
  expect(settingsOf({ ...silent, 'stage-variable': ['table=mine'] }, [], { settings })).toMatchObject({
    stage: 'live',
    stageVariables: { table: 'mine', alias: 'a' },
  });
  expect(settingsOf(words, [], { settings }).stage).toBe('prod');
  expect(settingsOf(silent, []).stage).toBe('prod');
});

it('takes nothing from settings that are not written out', () => {
  const { stage: _, ...silent } = words;
  const settings = [{ kind: 'stage-name' as const, name: 'stage-name', at: '', value: { Ref: 'Stage' } }];
  expect(settingsOf(silent, [], { settings })).toMatchObject({ stage: 'prod', stageVariables: {} });
});

it('calls real backends a second time only when asked to', () => {
  expect([settingsOf(words, []).mirror, settingsOf({ ...words, mirror: true }, []).mirror]).toEqual(['echo', 'all']);
});
