import { isObject, type Json } from '../../src/model/index.js';
import { objectOf } from './values.js';

/** Maps whose names come from the request or from the caller, not from AWS: of them only the types of the values count. */
const data = [
  ...['headers', 'multiValueHeaders', 'queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters'],
  ...['stageVariables', 'claims', 'lambda', 'cookies', 'scopes', 'identitySource'],
];

/**
 * Compares names, nesting and types of two events, not values. Null says nothing of a type. A name that only we have is told unless it
 * is null: an example may leave out what is empty.
 *
 * @returns what differs, one sentence each
 */
export function skeletonDifferences(expected: Json, actual: Json | undefined, path = ''): string[] {
  if (actual === undefined) return [`${path} is missing`];
  if (expected === null || actual === null) return [];
  if (!isObject(expected) || !isObject(actual)) {
    return kindOf(expected) === kindOf(actual)
      ? []
      : [`${path} should be ${kindOf(expected)}, and is ${kindOf(actual)}`];
  }
  // What an authorizer says has names of its own.
  const extra = path.endsWith('/authorizer')
    ? []
    : Object.keys(actual).filter((name) => !Object.hasOwn(expected, name) && (actual[name] ?? null) !== null);
  return [
    ...Object.entries(expected).flatMap(([name, value]) => below(name, value ?? null, actual[name], `${path}/${name}`)),
    ...extra
      .filter((name) => !data.includes(name) && name !== 'authorizer')
      .map((name) => `${path}/${name} is not expected`),
  ];
}

function below(name: string, expected: Json, actual: Json | undefined, path: string): string[] {
  if (!data.includes(name)) return skeletonDifferences(expected, actual, path);
  if (isEmpty(expected) || isEmpty(actual)) return [];
  const [one, other] = [valueKinds(expected), valueKinds(actual ?? null)];
  return one === other ? [] : [`${path} should hold ${one}, and holds ${other}`];
}

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined || value === null || Object.keys(Array.isArray(value) ? value : objectOf(value)).length === 0
  );
}

function valueKinds(value: Json): string {
  const values = Array.isArray(value) ? value : Object.values(objectOf(value));
  return `${kindOf(value)} of ${[...new Set(values.map((item) => kindOf(item ?? null)))].sort().join(' and ')}`;
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
