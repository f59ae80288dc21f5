import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyCall } from '../../src/gateway/policy/call.js';
import { isPolicy, readPolicy } from '../../src/gateway/policy.js';
import type { Json, JsonObject } from '../../src/model/index.js';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc123/prod/GET/pets/7';

function evaluatePolicy(document: Json, called: string) {
  const call: PolicyCall = { arn: called, principal: { kind: 'anonymous' }, valuesOf: () => 'unknown' };
  return readPolicy(document).judge(call).decision;
}

function statement(effect: 'Allow' | 'Deny', resource: Json, more: JsonObject = {}): JsonObject {
  return { Effect: effect, Action: 'execute-api:Invoke', Resource: resource, ...more };
}
function policy(...statements: Json[]): Json {
  return { Version: '2012-10-17', Statement: statements };
}

describe('a policy of a Lambda authorizer', () => {
  it.each([
    ['allows the exact ARN', policy(statement('Allow', arn)), 'allow'],
    ['allows by *', policy(statement('Allow', '*')), 'allow'],
    ['lets * cross slashes', policy(statement('Allow', 'arn:aws:execute-api:*:*:abc123/prod/*')), 'allow'],
    ['lets * cross colons at the end', policy(statement('Allow', 'arn:aws:execute-api:*')), 'allow'],
    ['takes ? for one character', policy(statement('Allow', arn.replace('pets', 'p?ts'))), 'allow'],
    ['does not take ? for none', policy(statement('Allow', arn.replace('pets', 'pets?'))), 'implicit-deny'],
    ['tries the * again further on', policy(statement('Allow', 'arn:*/GET/*7')), 'allow'],
    ['allows when one of several resources fits', policy(statement('Allow', ['x', arn])), 'allow'],
    ['lets deny win in any order', policy(statement('Deny', '*'), statement('Allow', '*')), 'explicit-deny'],
    ['is silent about another path', policy(statement('Allow', arn.replace('pets', 'cats'))), 'implicit-deny'],
    ['compares resources with letter case', policy(statement('Allow', arn.toUpperCase())), 'implicit-deny'],
    ['compares actions without it', policy(statement('Allow', '*', { Action: 'EXECUTE-API:invoke' })), 'allow'],
    ['takes wildcards in actions', policy(statement('Allow', '*', { Action: ['s3:*', 'execute-api:*'] })), 'allow'],
    ['ignores other actions', policy(statement('Allow', '*', { Action: 's3:GetObject' })), 'implicit-deny'],
    ['takes one statement outside a list', { Statement: statement('Allow', arn) }, 'allow'],
    [
      'denies what NotResource does not name',
      policy({ Effect: 'Deny', Action: '*', NotResource: 'x' }),
      'explicit-deny',
    ],
    ['allows by NotAction', policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }), 'allow'],
    ['does not allow under a condition', policy(statement('Allow', '*', { Condition: { Bool: {} } })), 'implicit-deny'],
    ['denies under a condition', policy(statement('Deny', '*', { Condition: { Bool: {} } })), 'explicit-deny'],
    ['needs a resource', policy({ Effect: 'Allow', Action: '*' }), 'implicit-deny'],
    ['allows nothing without statements', {}, 'implicit-deny'],
    ['allows nothing when it is none', 'Allow', 'implicit-deny'],
  ] as const)('%s', (_name, document, decision) => {
    expect(evaluatePolicy(document as Json, arn)).toBe(decision);
  });

  it('never allows what any statement denies, whatever else it says', () => {
    const resource = fc.constantFrom('*', arn, 'arn:*', 'other', 'a?n:*');
    const any = fc.record({ effect: fc.constantFrom('Allow' as const, 'Deny' as const), resource });
    fc.assert(
      fc.property(fc.array(any), fc.nat(), (some, place) => {
        const statements: Json[] = some.map((one) => statement(one.effect, one.resource));
        statements.splice(place % (statements.length + 1), 0, statement('Deny', arn));
        expect(evaluatePolicy(policy(...statements), arn)).toBe('explicit-deny');
      }),
    );
  });

  it('matches a text against itself with any part replaced by *', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (text, a, b) => {
        const from = Math.min(a, b) % (text.length + 1);
        const to = Math.max(from, Math.max(a, b) % (text.length + 1));
        const pattern = `${text.slice(0, from)}*${text.slice(to)}`;
        expect(evaluatePolicy(policy(statement('Allow', pattern)), text)).toBe('allow');
      }),
    );
  });

  it('tells a policy from other values', () => {
    expect(isPolicy(policy(statement('Allow', '*')))).toBe(true);
    expect(isPolicy(policy(statement('Allow', '*'), { Effect: 'Perhaps' }))).toBe(false);
    expect([undefined, null, 'x', {}, []].map(isPolicy)).toEqual([false, false, false, false, false]);
  });
});
