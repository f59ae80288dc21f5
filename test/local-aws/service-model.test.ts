import * as v2 from '@aws-sdk/client-apigatewayv2';
import * as lambda from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { httpOperations } from '../../src/local-aws/http/operations.js';
import { lambdaOperations } from '../../src/local-aws/lambda/permissions.js';
import type { Operation } from '../../src/local-aws/operation.js';

/** What the service model says of an operation, as the clients of AWS carry it. */
interface ModelOperation {
  http: [verb: string, path: string, status: number];
  query: string[];
}

/** Schemas of operations: `[9, namespace, name, traits, input, output]`, with inputs as `[3, namespace, name, traits, names, members]`. */
function modelOf(client: object): Map<string, ModelOperation> {
  return new Map(
    Object.values(client).flatMap((schema: unknown): [string, ModelOperation][] => {
      if (!Array.isArray(schema) || schema[0] !== 9) return [];
      const input: unknown = schema[4]();
      const members: unknown[] = Array.isArray(input) && Array.isArray(input[5]) ? input[5] : [];
      const query = members.flatMap((member) => {
        const name: unknown = Array.isArray(member) ? member[1]?.httpQuery : undefined;
        return typeof name === 'string' ? [name] : [];
      });
      return [[String(schema[2]), { http: schema[3].http, query }]];
    }),
  );
}

function shownOf<State>({ name, verb, path, status, query = {} }: Operation<State>) {
  return [name, verb, path, status, Object.values(query).sort()];
}

const services = [
  { name: 'API Gateway v2', model: modelOf(v2), operations: httpOperations().map(shownOf), label: lowerFirst },
  { name: 'Lambda', model: modelOf(lambda), operations: lambdaOperations.map(shownOf), label: (text: string) => text },
];

/** Members of API Gateway are written with a small letter on the wire; names in paths are only ours. */
function lowerFirst(path: string): string {
  return path.replaceAll(/\{([A-Z])/g, (_match, letter: string) => `{${letter.toLowerCase()}`);
}

describe.each(services)('each operation of $name', ({ model, operations, label }) => {
  it.each(operations.map((operation) => [operation[0], operation] as const))(
    '%s is as the service model has it',
    (name, shown) => {
      const wanted = model.get(String(name));
      const [verb = '', path = '', status = 0] = wanted?.http ?? [];
      expect(shown).toEqual([name, verb, label(path), status, wanted?.query.toSorted()]);
    },
  );
});

it('what API Gateway v2 has beyond that is known', () => {
  const served = new Set(httpOperations().map(({ name }) => name));
  const others = [...modelOf(v2).keys()].filter((name) => !served.has(name) && !/Portal|Product|Preview/.test(name));
  expect(others.sort()).toEqual([
    'CreateRoutingRule',
    'DeleteRoutingRule',
    'GetModelTemplate',
    'GetRoutingRule',
    'PutRoutingRule',
  ]);
});
