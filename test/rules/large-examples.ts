import type { JsonObject, RuleId } from '../../src/model/index.js';
import type { Fragment } from '../../src/rules/examples/fragment.js';
import { lambda, lambdaUri, method, scheme } from '../convert/definition.js';

/** What is too long for a snippet, made by its rule. */
export const largeExamples: Partial<Record<RuleId, Fragment>> = {
  'quotas/routes': definition({ paths: paths(301, () => method(lambda())) }),
  'quotas/integrations': definition({ paths: paths(301, (n) => method(functionNamed(`f${n}`))) }),
  'quotas/authorizers': definition({
    paths: paths(11, (n) => method(lambda(), { security: [{ [`a${n}`]: [] }] })),
    components: {
      securitySchemes: Object.fromEntries(
        Array.from({ length: 11 }, (_, n) => [`a${n}`, scheme('Authorization', authorizerNamed(`a${n}`))]),
      ),
    },
  }),
};

function definition(root: JsonObject): Fragment {
  return { of: 'definition', text: JSON.stringify(root) };
}

function paths(count: number, get: (n: number) => JsonObject): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`/p${n}`, { get: get(n) }]));
}

function functionNamed(name: string): JsonObject {
  return lambda({ uri: lambdaUri.replace('orders', name) });
}

function authorizerNamed(name: string): JsonObject {
  return { type: 'token', authorizerUri: lambdaUri.replace('orders', name) };
}
