import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, type Pointer } from '../../model/index.js';
import { writtenAt } from '../../openapi/nodes.js';
import type { ModelItem } from './control-plane.js';
import { type ImportSource, idOf, type MethodPlace } from './import-source.js';
import { modelOf, modelSchema } from './schemas.js';

/** The models of an API while its definition is imported. */
export class Models {
  private readonly items = new Map<string, ModelItem>();

  constructor(
    private readonly source: ImportSource,
    private readonly apiId: string,
  ) {
    for (const [name, schema] of Object.entries(schemasOf(source.root))) {
      // Recorded as "Model name must be alphanumeric" in reports of users (C).
      if (/^[A-Za-z0-9]+$/.test(name)) this.add(name, schema ?? null);
      else source.report.refuse(`Unable to create model for '${name}': Model name must be alphanumeric: ${name}`);
    }
  }

  /**
   * @param at place of a schema; `place` the method it belongs to
   * @returns name of the model that describes it; a schema that is written in place gets one of its own (GE-COMPNAME)
   */
  nameAt(at: Pointer, place: MethodPlace): string | undefined {
    const schema = writtenAt(this.source.root, at);
    const name = modelOf(schema);
    if (name !== undefined && this.items.has(name)) return name;
    if (isObject(schema) && typeof schema['$ref'] === 'string') {
      this.source.report.warn(this.missing(at, place, schema['$ref']));
      return undefined;
    }
    return schema === undefined ? undefined : this.inline(schema);
  }

  /**
   * Each parser of AWS's has words of its own: IM-W-REF of OpenAPI 3.0, where media types are left out of the place; and of
   * Swagger 2.0 https://github.com/amazon-archives/aws-apigateway-importer/issues/194 (C).
   */
  private missing(at: Pointer, { verb, path }: MethodPlace, reference: string): string {
    if (this.source.api.format === 'swagger-2.0')
      return `Reference to model '${nameOf(reference)}' not found. Ignoring.`;
    const keys = at.split('/').slice(4);
    const attribute = keys.filter((_, index) => keys[index - 1] !== 'content').join('.');
    return `Parse issue: attribute paths.'${path}'(${verb.toLowerCase()}).${attribute}.${reference} is missing`;
  }

  /** @returns the models by name */
  list(): ModelItem[] {
    return [...this.items.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** AWS names them `MODEL` and six hexadecimal digits of its own; ours come from the schema, so that equal ones are one. */
  private inline(schema: Json): string {
    const hash = createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 6);
    const name = `MODEL${hash}`;
    if (!this.items.has(name)) this.add(name, schema);
    return name;
  }

  private add(name: string, schema: Json): void {
    const description = isObject(schema) && typeof schema['description'] === 'string' ? schema['description'] : '';
    this.items.set(name, {
      id: idOf(this.source, 'models', name),
      name,
      ...(description !== '' && { description }),
      schema: JSON.stringify(modelSchema(schema, (model) => this.addressOf(model))),
      contentType: 'application/json',
    });
  }

  private addressOf(model: string): string {
    return `https://apigateway.amazonaws.com/restapis/${this.apiId}/models/${model}`;
  }
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function schemasOf(root: JsonObject): JsonObject {
  const components = isObject(root['components']) ? root['components'] : {};
  const schemas = root['definitions'] ?? components['schemas'];
  return isObject(schemas) ? schemas : {};
}

/** The models that every API has which was not made by an import. */
export function defaultModels(newId: (length: number) => string): ModelItem[] {
  const $schema = 'http://json-schema.org/draft-04/schema#';
  const error = { $schema, title: 'Error Schema', type: 'object', properties: { message: { type: 'string' } } };
  return [
    defaultModel(newId(6), 'Empty', { $schema, title: 'Empty Schema', type: 'object' }),
    defaultModel(newId(6), 'Error', error),
  ];
}

function defaultModel(id: string, name: string, schema: JsonObject): ModelItem {
  const description = `This is a default ${name.toLowerCase()} schema model`;
  return { id, name, description, schema: JSON.stringify(schema, null, 2), contentType: 'application/json' };
}
