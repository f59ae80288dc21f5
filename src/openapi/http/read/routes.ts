import { type HttpRoute, httpRouteKey } from '../../../model/index.js';
import { checkExtensions } from './extensions.js';
import { integrationReader } from './integrations.js';
import type { Node } from './node.js';
import type { OperationPlace } from './operation-place.js';
import { readOperation } from './operations.js';
import type { Reading } from './reading.js';
import type { Schemes } from './security.js';

const anyMethod = 'x-amazon-apigateway-any-method';
const verbs = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', anyMethod]);

/** @returns the routes of the document in the order written; one for each operation that has an integration. */
export function readRoutes(reading: Reading, schemes: Schemes): HttpRoute[] {
  const readIntegration = integrationReader(reading);
  const operationIds = new Set<string>();
  const routes = operationsOf(reading).flatMap((place) => {
    checkOperationId(reading, place.operation, operationIds);
    return readOperation(reading, place, { schemes, readIntegration }) ?? [];
  });
  checkConflicts(reading, routes);
  return routes;
}

/** Two routes that differ only in the names of their variables: which one would answer is not documented. */
function checkConflicts({ messages }: Reading, routes: HttpRoute[]): void {
  const seen = new Map<string, string>();
  for (const { key, at } of routes) {
    const name = httpRouteKey(key);
    const shape = name.replaceAll(/\{[^{}]*?(\+?)\}/g, '{$1}');
    const other = seen.get(shape);
    if (other !== undefined) messages.unverified(at ?? '', 'IM-UNK', `${name} takes the same requests as ${other}.`);
    seen.set(shape, name);
  }
}

function operationsOf(reading: Reading): OperationPlace[] {
  const paths = reading.root.child('paths');
  if (!paths.isObject) {
    reading.messages.refuse(paths.at, 'IM-E-MALFORMED', 'The document has no paths object.');
  }
  return paths.entries().flatMap(([path, item]) => {
    if (path.startsWith('x-')) return [];
    checkPath(reading, item, path);
    checkExtensions(reading, item, 'path');
    return item
      .entries()
      .filter(([verb, operation]) => verbs.has(verb) && operation.isObject)
      .map(([verb, operation]) => ({ path, verb: verb === anyMethod ? 'any' : verb, item, operation }));
  });
}

function checkPath({ messages }: Reading, item: Node, path: string): void {
  if (!path.startsWith('/')) {
    messages.warn(item.at, 'IM-W-DEFAULT', `Parse issue: attribute paths. Resource ${path} should start with /`);
  }
  if (item.child('$ref').exists) {
    messages.unverified(item.child('$ref').at, 'IM-UNK', 'A path that stands elsewhere ($ref) is not read here.');
  }
  if (path.length > 1 && path.endsWith('/')) {
    messages.refuse(item.at, 'RT-PATH-TRAIL-EXACT', 'The path of a route cannot end with a slash.');
  }
  const segments = path.split('/');
  if (segments.slice(0, -1).some((segment) => /^\{[^{}]*\+\}$/.test(segment))) {
    messages.refuse(item.at, 'RT-ROUTE-GREEDY-POS', 'A greedy path parameter can only be the last segment.');
  }
  if (segments.some((segment) => /[{}]/.test(segment) && !/^\{[^{}]+\}$/.test(segment))) {
    messages.unverified(item.at, 'RT-ROUTE-PARTIAL-VAR', 'A path parameter has to be a whole segment.');
  }
}

function checkOperationId({ messages }: Reading, operation: Node, seen: Set<string>): void {
  const node = operation.child('operationId');
  if (typeof node.value !== 'string') return;
  if (seen.has(node.value)) messages.unverified(node.at, 'NM-OPID', `The operationId "${node.value}" stands twice.`);
  seen.add(node.value);
}
