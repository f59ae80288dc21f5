import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { isPolicy } from '../policy.js';

/** What a Lambda authorizer returned, read. This is what the cache keeps. */
export interface AuthorizerAnswer {
  principalId?: string;
  policy: JsonObject;
  /** Values as text: the backend gets no other (RT-AUTH-CTX-DELIVERY). */
  context: Record<string, string>;
  usageIdentifierKey?: string;
}

/**
 * Reads the return value of a Lambda authorizer of a REST API.
 *
 * @returns `undefined` when it is not what API Gateway takes: no policy, or a context with lists or objects (RT-AUTH-CTX-TYPES)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function readAuthorizerAnswer(value: Json): AuthorizerAnswer | undefined {
  if (!isObject(value)) return undefined;
  const { principalId, policyDocument, usageIdentifierKey } = value;
  const context = readContext(value['context'] ?? {});
  if (!isPolicy(policyDocument) || context === undefined) return undefined;
  return {
    ...(typeof principalId === 'string' && { principalId }),
    policy: policyDocument,
    context,
    ...(typeof usageIdentifierKey === 'string' && { usageIdentifierKey }),
  };
}

function readContext(value: Json): Record<string, string> | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  if (entries.some(([, item]) => typeof item === 'object')) return undefined;
  return Object.fromEntries(entries.map(([key, item]) => [key, String(item)]));
}
