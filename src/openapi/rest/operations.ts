import {
  below,
  isObject,
  isOpaque,
  type Json,
  type JsonObject,
  type Method,
  type Operation,
  type Pointer,
  plain,
  type RequestValidator,
  type Route,
} from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import { readAccess } from './access.js';
import { readIntegration } from './integrations.js';
import { readBodyModels, readResponseModels } from './models.js';
import { readParameters } from './parameters.js';
import type { TemplateReader } from './templates.js';
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
export function readOperations(root: JsonObject, formOf: TemplateReader): Operation[] {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  const validators = readValidators(root);
  return Object.entries(paths).flatMap(([path, item]) =>
    path.startsWith('/') && isObject(item) ? readPathItem({ root, validators, formOf, path, item }) : [],
  );
}

interface PathItemSource {
  root: JsonObject;
  validators: RequestValidator[];
  formOf: TemplateReader;
  path: string;
  item: JsonObject;
}

function readPathItem({ path, item, ...around }: PathItemSource): Operation[] {
  const at = below('/paths', path);
  if (isIntrinsic(item)) return [hiddenOperation(nameOf(item), { route: { method: 'ANY', path }, at })];
  return Object.entries(item).flatMap(([key, value]) => {
    if (!isObject(value)) return [];
    if (isOpaque(plain(key))) return [hiddenOperation(key, { route: { method: 'ANY', path }, at: below(at, key) })];
    const method = Object.hasOwn(methods, key) ? methods[key] : undefined;
    if (method === undefined) return [];
    const place = { route: { method, path }, at: below(at, key) };
    if (isIntrinsic(value)) return [hiddenOperation(nameOf(value), place)];
    return [readOperation({ ...around, item, value, ...place })];
  });
}

function nameOf(intrinsic: JsonObject): string {
  return Object.keys(intrinsic)[0] ?? '';
}

/**
 * What hides a method hides also what is behind it, and who may call it: a function of CloudFormation in its place or in
 * that of all methods of a path, or a placeholder as its verb.
 */
function hiddenOperation(hiddenBy: string, place: Pick<Operation, 'route' | 'at'>): Operation {
  const requirement = {
    kind: 'unresolved',
    reason: 'unreadable',
    scheme: hiddenBy,
    at: place.at,
    inherited: false,
  } as const;
  return { ...place, parameters: [], bodyModels: [], access: { requirements: [requirement] }, hiddenBy };
}

/** An operation with the document around it. */
export interface OperationSource {
  root: JsonObject;
  validators: readonly RequestValidator[];
  formOf: TemplateReader;
  /** The path item; its `parameters` hold for all methods. */
  item: JsonObject;
  value: JsonObject;
  route: Route;
  at: Pointer;
}

function readOperation(source: OperationSource): Operation {
  const { value, route, at, root, formOf } = source;
  const validator = readValidatorUse(source);
  const integration = readIntegration(value, at, formOf);
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
