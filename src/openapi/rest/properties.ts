import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';

/** Properties of an authorizer (XA-*). The last three are HTTP API's; REST ignores them. */
export const authorizerKeys: ReadonlySet<string> = new Set([
  ...['type', 'authorizerUri', 'authorizerCredentials', 'identitySource', 'identityValidationExpression'],
  ...['providerARNs', 'authorizerResultTtlInSeconds', 'authorizerPayloadFormatVersion', 'enableSimpleResponses'],
  'jwtConfiguration',
]);

/**
 * Properties of which the very value has to be known: where a placeholder hides it, AWS's default in its place would be
 * a guess, and a function of CloudFormation could not be carried inside of a text.
 */
const readable: Record<string, (value: Json) => boolean> = {
  // NM-TMO; REST's own limit can be raised.
  timeoutInMillis: (value) => isWhole(value, 50, 900_000),
  // NM-TTL
  authorizerResultTtlInSeconds: (value) => isWhole(value, 0, 3600),
  httpMethod: (value) => !isIntrinsic(value),
  identitySource: (value) => !(Array.isArray(value) ? value : [value]).some((part) => isIntrinsic(part)),
  identityValidationExpression: (value) => !isIntrinsic(value),
};

function isWhole(value: Json, least: number, most: number): boolean {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most;
}

/** @returns whether the file shows a value that AWS takes for such a property; `findUnrecognised` tells the others */
export function isReadable(key: string, value: Json): boolean {
  const check = Object.hasOwn(readable, key) ? readable[key] : undefined;
  return check === undefined || check(value);
}

/** @returns the keys of an object that are not known, or whose value cannot be read */
export function unreadableKeys(value: Json | undefined, known: ReadonlySet<string>): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, property]) => {
    const isHidden = property !== undefined && property !== null && !isReadable(key, property);
    return known.has(key) && !isHidden ? [] : [key];
  });
}

/** @returns a number that the file shows and AWS takes; undefined where there is none */
export function readableNumber(object: JsonObject, key: string): number | undefined {
  const value = object[key];
  return value === undefined || value === null || !isReadable(key, value) ? undefined : Number(value);
}
