import type { HttpIntegration, HttpRoute, HttpRouteKey, Method } from '../../../model/index.js';
import { lengths } from '../limits.js';
import { checkExtensions } from './extensions.js';
import type { IntegrationReader } from './integrations.js';
import type { Node } from './node.js';
import type { OperationPlace } from './operation-place.js';
import { checkPathVariables } from './path-variables.js';
import type { Reading } from './reading.js';
import { readAuthorization, type Schemes } from './security.js';
import { tellUnchecked } from './validation.js';

/** What the operations of a document share. */
export interface Surroundings {
  schemes: Schemes;
  readIntegration: IntegrationReader;
}

/** @returns the route of an operation, or undefined (told) when it has no integration that an HTTP API could have. */
export function readOperation(reading: Reading, place: OperationPlace, around: Surroundings): HttpRoute | undefined {
  const { operation } = place;
  checkExtensions(reading, operation, 'operation');
  tellUnchecked(reading, place);
  const key = readKey(reading, place);
  const authorization = readAuthorization(reading, operation, around.schemes);
  const operationName = reading.limited(operation.child('operationId'), lengths.operationName)?.text;
  const integration = readIntegrationOf(reading, operation, around);
  checkPathVariables(reading, place, integration);
  if (integration === undefined || key === undefined) return undefined;
  return {
    key,
    at: operation.at,
    ...(operationName !== undefined && { operationName }),
    ...descriptive(operation),
    authorization,
    integration,
  };
}

function descriptive(operation: Node): Pick<HttpRoute, 'summary' | 'description'> {
  const summary = operation.child('summary').value;
  const description = operation.child('description').value;
  return {
    ...(typeof summary === 'string' && { summary }),
    ...(typeof description === 'string' && { description }),
  };
}

function readIntegrationOf(
  reading: Reading,
  operation: Node,
  { readIntegration }: Surroundings,
): HttpIntegration | undefined {
  const node = operation.child('x-amazon-apigateway-integration');
  if (node.exists) return readIntegration(node);
  reading.messages.unverified(operation.at, 'IM-UNK', 'The operation has no integration; it is left out here.');
  return undefined;
}

const methods: Record<string, Method> = {
  ...{ get: 'GET', put: 'PUT', post: 'POST', delete: 'DELETE', options: 'OPTIONS', head: 'HEAD', patch: 'PATCH' },
  ...{ trace: 'TRACE', any: 'ANY' },
};

function readKey(reading: Reading, { path, verb, operation }: OperationPlace): HttpRouteKey | undefined {
  const { messages } = reading;
  const marked = reading.flag(operation.child('isDefaultRoute')) === true;
  const isDefault = path === '/$default' || path === '$default';
  if (verb === 'trace')
    messages.unverified(operation.at, 'RT-ROUTE-ANY', 'No source says that HTTP APIs have TRACE routes.');
  if (isDefault && verb === 'any') {
    if (!marked) messages.unverified(operation.at, 'XT-ANY', 'The $default route should have isDefaultRoute: true.');
    return '$default';
  }
  if (isDefault) messages.unverified(operation.at, 'XT-ANY', 'The $default route takes all verbs, and this is one.');
  if (marked && !isDefault)
    messages.unverified(operation.at, 'XT-ANY', 'isDefaultRoute belongs to the path /$default.');
  const method = methods[verb];
  return method && path.startsWith('/') ? { method, path } : undefined;
}
