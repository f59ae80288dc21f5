import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../src/gateway/policy/call.js';
import { combined, type PolicyDecision, readPolicy, together, type Verdict } from '../../../src/gateway/policy.js';
import type { Json } from '../../../src/model/index.js';
import { ann, anonymous, arn, call, owner, policyOf, statement, stranger } from './calls.js';

const unknown: Principal = { kind: 'unknown' };

function decision(document: Json, principal: Principal = anonymous): PolicyDecision {
  return readPolicy(document, owner).judge(call({}, principal)).decision;
}

describe('a resource of a resource policy', () => {
  it.each([
    ['*', true],
    [arn, true],
    ['execute-api:/*', true],
    ['execute-api:/prod/*', true],
    ['execute-api:/prod/GET/pets/*', true],
    ['execute-api:/*/GET/pets/?', true],
    ['execute-api:*', true],
    ['execute-api:/dev/*', false],
    ['execute-api:/prod/POST/*', false],
    ['execute-api:/prod/GET/pets', false],
    ['arn:aws:execute-api:*:*:*', true],
    ['arn:aws:execute-api:eu-west-1:123456789012:other/*', false],
    ['arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/*', true],
    ['arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/dev/*', false],
  ])('%s: %s', (Resource, fits) => {
    expect(decision(policyOf(statement('Allow', { Resource })))).toBe(fits ? 'allow' : 'implicit-deny');
  });

  it('means the API itself by any id where its own was made up', () => {
    const document = policyOf(statement('Deny', { Resource: 'arn:aws:execute-api:us-east-2:111122223333:real/*' }));
    const judge = (isStandIn: boolean) => readPolicy(document, { ...owner, isStandIn }).judge(call()).decision;
    expect([judge(true), judge(false)]).toEqual(['explicit-deny', 'implicit-deny']);
  });

  it('may be joined by a function of CloudFormation', () => {
    const Resource = { 'Fn::Join': ['', ['execute-api:/', 'prod', '/*']] };
    expect(decision(policyOf(statement('Allow', { Resource })))).toBe('allow');
  });
});

describe('a principal of a resource policy', () => {
  it.each([
    ['everybody', '*', [true, true, true, true]],
    ['everybody in a map', { AWS: '*' }, [true, true, true, true]],
    ['a user', { AWS: 'arn:aws:iam::123456789012:user/ann' }, [false, true, false, false]],
    ['the account of the API, which lets its users be let in', { AWS: '123456789012' }, [false, false, false, false]],
    ['another account', { AWS: 'arn:aws:iam::999999999999:root' }, [false, false, true, false]],
    ['a service', { Service: 'events.amazonaws.com' }, [false, false, false, false]],
    ['one in a list', { AWS: ['1', 'arn:aws:iam::999999999999:user/eve'] }, [false, false, true, false]],
  ] as [string, Json, boolean[]][])('is %s', (_name, Principal, expected) => {
    const callers: Principal[] = [anonymous, ann, stranger, unknown];
    const document = policyOf(statement('Allow', { Principal }));
    expect(callers.map((caller) => decision(document, caller) === 'allow')).toEqual(expected);
  });

  it('of a Deny means all users of an account', () => {
    const document = policyOf(statement('Allow'), statement('Deny', { Principal: { AWS: '123456789012' } }));
    expect([decision(document, ann), decision(document, stranger)]).toEqual(['explicit-deny', 'allow']);
  });

  it('may be everybody but some', () => {
    const { Principal: _, ...all } = statement('Deny');
    const document = policyOf(statement('Allow'), { ...all, NotPrincipal: { AWS: ['123456789012'] } });
    expect([decision(document, ann), decision(document, stranger)]).toEqual(['allow', 'explicit-deny']);
  });

  it('must be there', () => {
    const { Principal: _, ...nobody } = statement('Allow');
    expect(decision(policyOf(nobody))).toBe('implicit-deny');
    expect(decision(policyOf(statement('Allow'), { ...nobody, Effect: 'Deny' }))).toBe('explicit-deny');
  });
});

describe('decisions of caller and resource together', () => {
  const [allow, explicit, implicit] = ['allow', 'explicit-deny', 'implicit-deny'] as const;
  it.each([
    [allow, allow, allow, allow],
    [allow, implicit, allow, implicit],
    [allow, explicit, explicit, explicit],
    [implicit, allow, allow, implicit],
    [implicit, implicit, implicit, implicit],
    [implicit, explicit, explicit, explicit],
    [explicit, allow, explicit, explicit],
    [explicit, implicit, explicit, explicit],
    [explicit, explicit, explicit, explicit],
  ])('%s and %s are %s in one account (table A), %s in two (table B)', (caller, resource, same, two) => {
    expect([combined(caller, resource, 'same'), combined(caller, resource, 'two')]).toEqual([same, two]);
  });

  it('of several policies of a caller: deny, allow, nothing', () => {
    const verdict = (decided: PolicyDecision, ...undecided: string[]): Verdict => ({ decision: decided, undecided });
    expect(together([])).toEqual(verdict(implicit));
    expect(together([verdict(implicit, 'a'), verdict(implicit)])).toEqual(verdict(implicit, 'a'));
    expect(together([verdict(implicit, 'a'), verdict(allow)])).toEqual(verdict(allow));
    expect(together([verdict(allow), verdict(explicit, 'b')])).toEqual(verdict(explicit, 'b'));
  });
});
