import { below, isObject, type JsonObject, type Pointer } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';

/** A method of a definition as SAM sees it. */
export interface SamMethod {
  at: Pointer;
  path: string;
  /** Key in the path item, in lower case. */
  verb: string;
  operation: JsonObject;
}

const noMethods: ReadonlySet<string> = new Set(['summary', 'description', 'parameters']);

/** @returns the methods that SAM protects: those with an integration */
export function methodsOf(root: JsonObject): SamMethod[] {
  return pathItemsOf(root).flatMap(({ path, item }) =>
    Object.entries(item).flatMap(([key, operation]) => {
      if (noMethods.has(key) || !isObject(operation) || !isObject(operation['x-amazon-apigateway-integration']))
        return [];
      return [{ at: below('/paths', path, key), path, verb: key.toLowerCase(), operation }];
    }),
  );
}

/** @returns the paths whose methods are written here; a function of CloudFormation in their place hides them */
export function pathItemsOf(root: JsonObject): { path: string; item: JsonObject }[] {
  const paths = isObject(root['paths']) ? root['paths'] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    isObject(item) && !isIntrinsic(item) ? [{ path, item }] : [],
  );
}
