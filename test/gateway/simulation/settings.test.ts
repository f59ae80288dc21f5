import { expect, it } from 'vitest';
import { settingsOf } from '../../../src/gateway/simulation/settings.js';

const words = { port: 3000, stage: 'prod', http: 'echo' } as const;

it('reads handlers and stage variables, whose values may hold an equals sign', () => {
  const handler = ['pets=./pets.mjs#pets', 'a=b=c.mjs'];
  expect(settingsOf({ ...words, handler, 'stage-variable': ['table=pets', 'q=a=b'], 'api-key': ['key'] }, [])).toEqual({
    ...words,
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
