import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyValues } from '../../../src/gateway/policy/call.js';
import { readPolicy } from '../../../src/gateway/policy.js';
import type { Json, JsonObject } from '../../../src/model/index.js';
import { call, owner, policyOf, statement } from './calls.js';

type Keys = Record<string, KeyValues>;

/** Decision of one Allow under a condition. */
function allowed(Condition: Json, keys: Keys = {}) {
  return readPolicy(policyOf(statement('Allow', { Condition })), owner).judge(call(keys));
}

describe('a condition', () => {
  it.each([
    ['StringEquals', { StringEquals: { k: 'a' } }, { k: ['a'] }, true],
    ['StringEquals with letter case', { StringEquals: { k: 'a' } }, { k: ['A'] }, false],
    ['StringEquals without wildcards', { StringEquals: { k: 'a*' } }, { k: ['ab'] }, false],
    ['StringEquals of one of several values', { StringEquals: { k: ['b', 'a'] } }, { k: ['a'] }, true],
    ['StringEquals without the key', { StringEquals: { k: 'a' } }, {}, false],
    ['StringNotEquals', { StringNotEquals: { k: ['a', 'b'] } }, { k: ['c'] }, true],
    ['StringNotEquals of one that is named', { StringNotEquals: { k: ['a', 'b'] } }, { k: ['b'] }, false],
    ['StringNotEquals without the key', { StringNotEquals: { k: 'a' } }, {}, true],
    ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { k: 'a' } }, { k: ['A'] }, true],
    ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { k: 'a' } }, { k: ['A'] }, false],
    ['StringLike', { StringLike: { k: 'a*c?' } }, { k: ['abbcd'] }, true],
    ['StringNotLike', { StringNotLike: { k: 'a*' } }, { k: ['abc'] }, false],
    ['an operator in any letter case', { stringequals: { k: 'a' } }, { k: ['a'] }, true],
    ['a key in any letter case', { StringEquals: { 'AWS:SourceVpce': 'v' } }, { 'aws:sourcevpce': ['v'] }, true],
    ['NumericLessThan', { NumericLessThan: { k: 10 } }, { k: ['9.5'] }, true],
    ['NumericGreaterThanEquals', { NumericGreaterThanEquals: { k: '10' } }, { k: ['9'] }, false],
    ['NumericNotEquals', { NumericNotEquals: { k: '10' } }, { k: ['9'] }, true],
    ['DateGreaterThan', { DateGreaterThan: { k: '2026-01-01T00:00:00Z' } }, { k: ['2026-07-01T00:00:00Z'] }, true],
    ['DateLessThan in seconds', { DateLessThan: { k: '1767225600' } }, { k: ['2026-07-01T00:00:00Z'] }, false],
    ['Bool', { Bool: { k: 'true' } }, { k: ['true'] }, true],
    ['Bool as JSON', { Bool: { k: false } }, { k: ['true'] }, false],
    ['IpAddress in a range', { IpAddress: { k: ['10.0.0.0/8', '192.0.2.0/24'] } }, { k: ['192.0.2.7'] }, true],
    ['IpAddress outside of it', { IpAddress: { k: '192.0.2.0/24' } }, { k: ['192.0.3.7'] }, false],
    ['IpAddress alone', { IpAddress: { k: '192.0.2.7' } }, { k: ['192.0.2.7'] }, true],
    ['IpAddress of version 6', { IpAddress: { k: '2001:db8::/32' } }, { k: ['2001:db8::1'] }, true],
    ['IpAddress of the other version', { IpAddress: { k: '2001:db8::/32' } }, { k: ['192.0.2.7'] }, false],
    ['NotIpAddress', { NotIpAddress: { k: '192.0.2.0/24' } }, { k: ['192.0.3.7'] }, true],
    ['ArnLike, part by part', { ArnLike: { k: 'arn:aws:iam::*:role/*' } }, { k: ['arn:aws:iam::1:role/a'] }, true],
    ['ArnLike, no * over a colon', { ArnLike: { k: 'arn:*:role/a' } }, { k: ['arn:aws:iam::1:role/a'] }, false],
    ['ArnNotEquals', { ArnNotEquals: { k: 'arn:aws:iam::1:role/b' } }, { k: ['arn:aws:iam::1:role/a'] }, true],
    ['Null of a key that is there', { Null: { k: 'true' } }, { k: ['a'] }, false],
    ['Null of one that is not', { Null: { k: true } }, {}, true],
    ['not Null', { Null: { k: 'false' } }, { k: ['a'] }, true],
    ['IfExists without the key', { StringEqualsIfExists: { k: 'a' } }, {}, true],
    ['IfExists with another value', { StringEqualsIfExists: { k: 'a' } }, { k: ['b'] }, false],
    ['ForAnyValue', { 'ForAnyValue:StringEquals': { k: ['a', 'b'] } }, { k: ['c', 'b'] }, true],
    ['ForAnyValue without the key', { 'ForAnyValue:StringEquals': { k: 'a' } }, {}, false],
    ['ForAllValues', { 'ForAllValues:StringEquals': { k: ['a', 'b'] } }, { k: ['a', 'c'] }, false],
    ['ForAllValues without the key', { 'ForAllValues:StringEquals': { k: 'a' } }, {}, true],
    ['all operators at once', { StringEquals: { k: 'a' }, Bool: { s: 'true' } }, { k: ['a'], s: ['false'] }, false],
    ['all keys at once', { StringEquals: { k: 'a', l: 'b' } }, { k: ['a'], l: ['b'] }, true],
    ['a policy variable', { StringEquals: { k: '${aws:username}' } }, { k: ['ann'], 'aws:username': ['ann'] }, true],
    ['its default', { StringEquals: { k: "${aws:username, 'nobody'}" } }, { k: ['nobody'] }, true],
  ] as [string, JsonObject, Keys, boolean][])('%s', (_name, condition, keys, holds) => {
    expect(allowed(condition, keys)).toEqual({ decision: holds ? 'allow' : 'implicit-deny', undecided: [] });
  });

  it.each([
    ['an operator that IAM does not have', { StringResembles: { k: 'a' } }, 'operator StringResembles'],
    ['a negation that IAM does not have', { NotBool: { k: 'a' } }, 'operator NotBool'],
    ['a suffix of nothing', { IfExists: { k: 'a' } }, 'operator IfExists'],
    ['a key of which nothing is known', { StringEquals: { u: 'a' } }, 'condition key u'],
    ['Null of such a key', { Null: { u: 'true' } }, 'condition key u'],
    ['a range that is none', { IpAddress: { k: '300.0.0.0/8' } }, '300.0.0.0/8 is no range of addresses'],
    ['a number that is none', { NumericLessThan: { k: 'many' } }, 'many is no numeric value'],
    ['a placeholder', { StringEquals: { k: '${AllowedVpce}' } }, 'a placeholder hides ${AllowedVpce}'],
    ['a function of CloudFormation', { StringEquals: { k: { Ref: 'Vpce' } } }, 'a placeholder hides ${Vpce}'],
    ['no keys', { StringEquals: {} }, 'condition StringEquals'],
    ['no map', 'StringEquals', 'a condition that is no map'],
    ['a value with a wildcard in a variable', { StringLike: { k: '${aws:w}' } }, 'the value of ${aws:w}'],
  ] as [string, Json, string][])('with %s allows nothing, denies, and says so', (_name, Condition, undecided) => {
    const keys: Keys = { k: ['a'], u: 'unknown', 'aws:w': ['*'] };
    expect(allowed(Condition, keys)).toEqual({ decision: 'implicit-deny', undecided: [undecided] });
    const denial = readPolicy(policyOf(statement('Allow'), statement('Deny', { Condition })), owner).judge(call(keys));
    expect(denial).toEqual({ decision: 'explicit-deny', undecided: [undecided] });
  });

  it('never allows by an operator that nobody knows, whatever stands around it', () => {
    const known = fc.constantFrom('StringEquals', 'StringNotEquals', 'Null', 'Bool', 'ForAllValues:StringLike');
    const odd = fc.string({ minLength: 1 }).map((text) => `Odd${text}`);
    fc.assert(
      fc.property(fc.dictionary(known, fc.constant({ missing: 'a' })), odd, (others, operator) => {
        const condition = { ...others, [operator]: { k: 'a' } };
        expect(allowed(condition, { k: ['a'] }).decision).not.toBe('allow');
      }),
    );
  });

  it('never turns an explicit deny into anything else, whatever is allowed besides', () => {
    const condition = fc.option(
      fc.record({
        operator: fc.constantFrom('StringEquals', 'Odd', 'Null'),
        key: fc.constantFrom('k', 'u', 'missing'),
      }),
    );
    const other = fc.record({ effect: fc.constantFrom('Allow', 'Deny', 'Perhaps'), condition });
    fc.assert(
      fc.property(fc.array(other), fc.nat(), (others, place) => {
        const statements: Json[] = others.map(({ effect, condition: under }) =>
          statement(effect, under ? { Condition: { [under.operator]: { [under.key]: 'a' } } } : {}),
        );
        statements.splice(place % (statements.length + 1), 0, statement('Deny'));
        const verdict = readPolicy(policyOf(...statements), owner).judge(call({ k: ['a'], u: 'unknown' }));
        expect(verdict.decision).toBe('explicit-deny');
      }),
    );
  });
});
