import type { KeyValues, PolicyCall, Principal } from '../../../src/gateway/policy/call.js';
import type { Json, JsonObject } from '../../../src/model/index.js';

export const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abc123/prod/GET/pets/7';

export const owner = {
  arn: 'arn:aws:execute-api:eu-west-1:123456789012:abc123',
  accountId: '123456789012',
  isStandIn: false,
};

export const anonymous: Principal = { kind: 'anonymous' };
export const ann: Principal = {
  kind: 'known',
  accountId: '123456789012',
  arns: ['arn:aws:iam::123456789012:user/ann'],
};
export const stranger: Principal = {
  kind: 'known',
  accountId: '999999999999',
  arns: ['arn:aws:iam::999999999999:user/eve'],
};

/** A call with these condition keys; the others are absent. */
export function call(keys: Record<string, KeyValues> = {}, principal: Principal = anonymous): PolicyCall {
  const byName = new Map(Object.entries(keys).map(([name, values]) => [name.toLowerCase(), values]));
  return { arn, principal, valuesOf: (key) => byName.get(key) ?? 'absent' };
}

export function statement(effect: string, more: JsonObject = {}): JsonObject {
  return { Effect: effect, Principal: '*', Action: 'execute-api:Invoke', Resource: '*', ...more };
}

export function policyOf(...statements: Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}
