import { below, isObject, type Json, type Operation, type Pointer } from '../../model/index.js';
import type { MethodResponseItem } from './control-plane.js';
import { type ImportSource, type MethodPlace, objectAt, unlessEmpty } from './import-source.js';
import type { Models } from './models.js';

/** @returns `responses` of an operation by status. Only statuses count: a REST API has no `default` response (our inference). */
export function importMethodResponses(
  source: ImportSource,
  { at }: Operation,
  place: MethodPlace,
  models: Models,
): Record<string, MethodResponseItem> {
  const statuses = Object.keys(objectAt(source, at, 'responses')).filter((status) => /^[1-5]\d\d$/.test(status));
  return Object.fromEntries(
    statuses.map((statusCode) => {
      const responseAt = below(at, 'responses', statusCode);
      const responseModels = modelsAt(source, at, responseAt).flatMap(([type, schemaAt]) => {
        const name = models.nameAt(schemaAt, place);
        return name === undefined ? [] : [[type, name] as const];
      });
      const item: MethodResponseItem = {
        statusCode,
        ...unlessEmpty('responseParameters', headersAt(source, responseAt)),
        ...unlessEmpty('responseModels', Object.fromEntries(responseModels)),
      };
      return [statusCode, item];
    }),
  );
}

function headersAt(source: ImportSource, at: Pointer): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(objectAt(source, at, 'headers')).map(([name, header]) => [
      `method.response.header.${name}`,
      isObject(header) && header['required'] === true,
    ]),
  );
}

/** @returns content types with the place of their schema: `content` of OpenAPI 3.0, `schema` and `produces` of Swagger 2.0 */
function modelsAt(source: ImportSource, operationAt: Pointer, at: Pointer): [string, Pointer][] {
  const response = objectAt(source, at);
  if (response['schema'] !== undefined) {
    const types = mediaTypes(objectAt(source, operationAt)['produces'] ?? source.root['produces']);
    return types.map((type) => [type, below(at, 'schema')]);
  }
  return Object.entries(objectAt(source, at, 'content')).flatMap(([type, media]): [string, Pointer][] =>
    isObject(media) && media['schema'] !== undefined ? [[type, below(at, 'content', type, 'schema')]] : [],
  );
}

/** @returns `consumes` or `produces`; JSON where nothing is said */
export function mediaTypes(value: Json | undefined): string[] {
  const types = Array.isArray(value) ? value.filter((type) => typeof type === 'string') : [];
  return types.length > 0 ? types : ['application/json'];
}
