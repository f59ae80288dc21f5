import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { corsDefinitionRefusal } from './definition-refusal.js';
import { flag, memberRefusal, membersOf, type Shape, texts, withoutEmpty } from './members.js';

const shape: Shape = {
  allowCredentials: flag,
  allowHeaders: texts,
  allowMethods: texts,
  allowOrigins: texts,
  exposeHeaders: texts,
  maxAge: { kind: 'number', least: -1, most: 86_400 },
};

/** @returns the configuration as AWS reports it: without lists that hold nothing, and without credentials unless allowed (I) */
export function corsOf(input: JsonObject): JsonObject {
  const cors = withoutEmpty(membersOf(input, shape), Object.keys(shape));
  return Object.keys(cors).length === 0 ? {} : { allowCredentials: false, ...cors };
}

/** The message on credentials is AWS's (aws/aws-cdk#9076, C). */
export function corsRefusal(input: Json | undefined): Refusal | undefined {
  if (input === undefined || input === null) return undefined;
  if (!isObject(input)) return badRequest('Invalid value for corsConfiguration: expected an object.');
  const { allowCredentials, allowOrigins } = input;
  const refusal = memberRefusal(input, shape);
  if (refusal) return refusal;
  if (allowCredentials === true && Array.isArray(allowOrigins) && allowOrigins.includes('*')) {
    return badRequest("allow-credentials is not supported if 'allow-origin' is *");
  }
  return corsDefinitionRefusal(corsOf(input));
}
