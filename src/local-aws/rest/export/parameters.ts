import type { MethodItem } from '../control-plane.js';

/** A request parameter that a method declares, in the words of OpenAPI. */
export interface ExportedParameter {
  name: string;
  in: 'query' | 'header' | 'path';
  required: boolean;
}

/** @returns the declared parameters, in the order of their declaration; a variable of a path is required (GE-PARAM) */
export function parametersOf({ requestParameters = {} }: MethodItem): ExportedParameter[] {
  return Object.entries(requestParameters).flatMap(([key, required]) => {
    const [, place, name] = /^method\.request\.(querystring|header|path)\.(.+)$/.exec(key) ?? [];
    if (name === undefined) return [];
    const where = place === 'querystring' ? 'query' : place === 'header' ? 'header' : 'path';
    return [{ name, in: where, required }];
  });
}
