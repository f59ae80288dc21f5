import {
  below,
  isObject,
  type Json,
  type JsonObject,
  type Method,
  type Operation,
  type Pointer,
  type RequestValidator,
  type Route,
} from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { readAccess } from './access.js';
import { readIntegration } from './integrations.js';
import { readBodyModels, readResponseModels } from './models.js';
import { readParameters } from './parameters.js';
import { readValidators, readValidatorUse } from './validation.js';

/** Keys of a path item that are methods. */
const methods: Record<string, Method> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  trace: 'TRACE',
  'x-amazon-apigateway-any-method': 'ANY',
};

/** Reads each method of each path, in the order of the file. */
export function readOperations(root: JsonObject): Operation[] {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  const validators = readValidators(root);
  return Object.entries(paths).flatMap(([path, item]) =>
    path.startsWith('/') && isObject(item) ? readPathItem({ root, validators, path, item }) : [],
  );
}

interface PathItemSource {
  root: JsonObject;
  validators: RequestValidator[];
  path: string;
  item: JsonObject;
}

function readPathItem({ root, validators, path, item }: PathItemSource): Operation[] {
  if (isIntrinsic(item)) return [hiddenOperation(item, { route: { method: 'ANY', path }, at: below('/paths', path) })];
  return Object.entries(item).flatMap(([key, value]) => {
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    if (method === undefined || !isObject(value)) return [];
    const place = { route: { method, path }, at: below('/paths', path, key) };
    return [
      isIntrinsic(value) ? hiddenOperation(value, place) : readOperation({ root, validators, item, value, ...place }),
    ];
  });
}

/** A function of CloudFormation in place of a method, or of all methods of a path, hides what is behind it, and who may call it. */
function hiddenOperation(value: JsonObject, place: Pick<Operation, 'route' | 'at'>): Operation {
  const hiddenBy = Object.keys(value)[0] ?? '';
  const at = below(place.at, hiddenBy);
  const requirement = { kind: 'unresolved', reason: 'unreadable', scheme: hiddenBy, at, inherited: false } as const;
  return { ...place, parameters: [], bodyModels: [], access: { requirements: [requirement] }, hiddenBy };
}

/** An operation with the document around it. */
export interface OperationSource {
  root: JsonObject;
  validators: readonly RequestValidator[];
  /** The path item; its `parameters` hold for all methods. */
  item: JsonObject;
  value: JsonObject;
  route: Route;
  at: Pointer;
}

function readOperation(source: OperationSource): Operation {
  const { value, route, at, root } = source;
  const validator = readValidatorUse(source);
  const integration = readIntegration(value, at);
  return {
    at,
    route,
    ...textFields(value),
    parameters: readParameters(source),
    bodyModels: readBodyModels(source),
    responseModels: readResponseModels(value, at),
    access: readAccess(root, value, at),
    ...(validator && { validator }),
    ...(integration && { integration }),
  };
}

function textFields(value: JsonObject): Pick<Operation, 'operationId' | 'summary' | 'description'> {
  const text = (field: Json | undefined) => (typeof field === 'string' && field !== '' ? field : undefined);
  const operationId = text(value['operationId']);
  const summary = text(value['summary']);
  const description = text(value['description']);
  return {
    ...(operationId !== undefined && { operationId }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
  };
}
