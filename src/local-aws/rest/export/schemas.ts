import { isObject, type Json, type JsonObject, jsonOf } from '../../../model/index.js';
import type { ModelItem, RestApiState } from '../control-plane.js';
import { defaultModels } from '../models.js';

/**
 * Models as schemas of the document. Of the two that AWS makes by itself an export shows those alone that a method uses (files of the
 * console have `Empty`, and never `Error` beside it; C).
 *
 * @param place of the schemas in the document: `#/definitions/`
 */
export function schemasOf(state: RestApiState, place: string): JsonObject {
  const used = usedModels(state);
  const models = state.models.filter((model) => used.has(model.name) || !isDefault(model));
  return Object.fromEntries(models.map(({ name, schema }) => [name, schemaOf(schema, place)]));
}

const untouched = new Map(defaultModels(() => '').map(({ name, schema }) => [name, schema]));

function isDefault({ name, schema }: ModelItem): boolean {
  return untouched.get(name) === schema;
}

function usedModels({ resources }: RestApiState): Set<string> {
  const methods = resources.flatMap(({ resourceMethods }) => Object.values(resourceMethods));
  return new Set(
    methods.flatMap(({ requestModels, methodResponses }) => [
      ...Object.values(requestModels ?? {}),
      ...Object.values(methodResponses ?? {}).flatMap(({ responseModels }) => Object.values(responseModels ?? {})),
    ]),
  );
}

/** `$schema` is not written; what is no JSON cannot be (GE-ERR-MODEL). */
function schemaOf(text: string, place: string): Json {
  const schema = withReferences(jsonOf(text) ?? {}, place);
  if (!isObject(schema)) return schema;
  const { $schema: _, ...rest } = schema;
  return rest;
}

const address = /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/(.+)$/;

function withReferences(value: Json, place: string): Json {
  if (Array.isArray(value)) return value.map((item) => withReferences(item, place));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const model = key === '$ref' && typeof item === 'string' ? address.exec(item)?.[1] : undefined;
      return [key, model === undefined ? withReferences(item ?? null, place) : `${place}${model}`];
    }),
  );
}
