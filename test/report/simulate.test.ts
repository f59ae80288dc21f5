import { describe, expect, it } from 'vitest';
import type { Answerer } from '../../src/gateway/simulation/answerers.js';
import type { SimulatedApi } from '../../src/gateway/simulation/simulated-api.js';
import type { LedgerEntry, RuleId } from '../../src/model/index.js';
import { leftOutLines, simulatedText } from '../../src/report/simulate.js';

function served(answerer: Answerer, more: Partial<SimulatedApi> = {}): string {
  const routes = [{ route: 'GET /a', access: ['guard', 'API key'], answerer }];
  const place = { kind: 'rest', name: 'Pets', url: 'http://127.0.0.1:1/prod' } as const;
  return simulatedText([
    { ...place, routes, authorizers: [], tokens: [], notSimulated: [], missingVariables: [], ...more },
  ]);
}

describe('the text at the start', () => {
  it.each<[Answerer, string]>([
    [{ kind: 'handler', place: '/a.mjs#pets' }, '/a.mjs#pets'],
    [{ kind: 'url', url: 'http://localhost:1' }, 'http://localhost:1'],
    [{ kind: 'upstream' }, 'its real address'],
    [{ kind: 'mock' }, 'the gateway (mock)'],
    [{ kind: 'echo' }, 'echo (made up)'],
    [{ kind: 'recorded', call: 'SQS-SendMessage' }, 'SQS-SendMessage, recorded (made up)'],
    [{ kind: 'not-simulated', feature: 'Lambda response streaming' }, 'not simulated: Lambda response streaming (501)'],
    [{ kind: 'misconfigured', reason: 'the integration has no uri' }, 'nothing: the integration has no uri (500)'],
  ])('says of %j: %s', (answerer, text) => {
    expect(served(answerer)).toContain(`\n  GET /a  guard + API key  ${text}\n`);
  });

  it('speaks of echo only where there is one, and of 501 only where something is not simulated', () => {
    expect(served({ kind: 'mock' })).not.toMatch(/[Ee]cho|501/);
    expect(served({ kind: 'echo' })).toContain('Echo answers are made up');
    const missing = served({ kind: 'not-simulated', feature: 'x' });
    expect(missing).toContain('is answered with 501');
    expect(missing).not.toMatch(/[Ee]cho/);
  });

  it('names what no request gets, and an API without routes', () => {
    expect(served({ kind: 'mock' }, { notSimulated: ['resource policy'], routes: [] })).toContain(
      'REST API Pets on http://127.0.0.1:1/prod\n  no routes\n\n  Not simulated, for any request:\n  resource policy\n',
    );
  });

  it('names stage variables without a value', () => {
    expect(served({ kind: 'echo' }, { missingVariables: ['host', 'table'] })).toContain(
      'set them with --stage-variable NAME=VALUE:\n  host\n  table\n',
    );
  });

  it('lets no name steer the terminal', () => {
    expect(served({ kind: 'mock' }, { name: 'a\u001b[31mb' })).not.toContain('\u001b');
  });
});

function entry(rule: RuleId, outcome: LedgerEntry['outcome'], path?: string): LedgerEntry {
  const route = path === undefined ? {} : { route: { method: 'GET', path } as const };
  return { construct: { kind: 'operation', at: '', name: 'users', ...route }, rule, outcome, message: 'why' };
}

describe('what is left out', () => {
  it('is each route once, with its rules, blocked and unknown ones', () => {
    expect(
      leftOutLines([
        entry('authorizers/cognito-audience', 'blocked'),
        entry('routes/stays', 'blocked', '/a'),
        entry('validation/request', 'blocked', '/a'),
        entry('mock/integration', 'unknown', '/a'),
        entry('mock/integration', 'unknown', '/a'),
        entry('routes/stays', 'blocked', '/long/path'),
        entry('routes/carried', 'carried', '/moved'),
        entry('access/api-key', 'dropped', '/accepted'),
      ]),
    ).toEqual([
      'The HTTP API is served without what cannot move:',
      '  users           authorizers/cognito-audience',
      '  GET /a          mock/integration, validation/request',
      '  GET /long/path  what holds for the whole API',
      'Why, and what to do: migrate analyze INPUT',
    ]);
  });

  it('is nothing when all of it moves', () => {
    expect(leftOutLines([entry('routes/carried', 'carried', '/a')])).toEqual([]);
  });
});
