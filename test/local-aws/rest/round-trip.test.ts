import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RestApiState } from '../../../src/local-aws/rest/control-plane.js';
import { isObject, type Json, type Operation, type Requirement, type RestApi } from '../../../src/model/index.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { readRestApi } from '../../../src/openapi/rest/read-rest-api.js';
import { definitions } from './arbitrary-definition.js';
import { roundTrip, withoutIds } from './calls.js';

/** An export has a version even where the API has none (GE-VER). */
function comparable({ before, after }: { before: RestApiState; after: RestApiState }): [Json, Json] {
  const { version: _, ...unversioned } = after.api;
  const imported = before.api.version === undefined ? { ...after, api: unversioned } : after;
  return [withoutIds(before), withoutIds(imported)];
}

/** Swagger 2.0 has one list of types for a method, and one model for a body: which types a model stands for is lost. */
function withoutMediaTypes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutMediaTypes);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => {
      const isModels = (key === 'responseModels' || key === 'requestModels') && isObject(one);
      return [key, isModels ? [...new Set(Object.values(one))].map(String).sort() : withoutMediaTypes(one ?? null)];
    }),
  );
}

/** Nor can it have a model for each type, or a header of an answer that is required. */
function withoutModels(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutModels);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, Json][] => {
      if (key === 'responseModels' || key === 'requestModels') return [];
      const isHeaders =
        key === 'responseParameters' && isObject(one) && Object.values(one).every((each) => typeof each === 'boolean');
      return [[key, isHeaders ? Object.keys(one) : withoutModels(one ?? null)]];
    }),
  );
}

/** What a gateway would make of a definition: places and words that only documents have are left out. */
function meaningOf(api: RestApi) {
  return {
    name: api.name.text,
    operations: api.operations
      .map(operationMeaning)
      .sort((one, other) => (JSON.stringify(one.route) < JSON.stringify(other.route) ? -1 : 1)),
    authorizers: api.authorizers
      .map(({ name, kind, ttl }) => ({ name, kind, ttl }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    validators: api.validators.map(({ name, body, parameters }) => ({ name, body, parameters })),
    gatewayResponses: api.gatewayResponses
      .map(({ at: _, ...one }) => one)
      .sort((one, other) => (one.type < other.type ? -1 : 1)),
  };
}

function operationMeaning({ route, operationId, parameters, access, validator, integration }: Operation) {
  return {
    route,
    operationId,
    parameters: parameters.map(({ at: _, ...one }) => one),
    access: access.requirements.map(requirementMeaning),
    validator: validator?.name,
    integration: integration && {
      ...{ type: integration.type, target: integration.target, credentials: integration.credentials },
      // A mock has none, whatever is written.
      ...(integration.type !== 'mock' && { uri: integration.uri, httpMethod: integration.httpMethod }),
      vpcLink: integration.vpcLink?.id,
      timeout: integration.timeoutInMillis ?? 29_000,
      parameters: integration.parameters.map(({ at: _, ...one }) => one),
      responses: integration.responses.map(({ pattern, statusCode }) => `${pattern} ${statusCode}`).sort(),
    },
  };
}

function requirementMeaning(requirement: Requirement) {
  const { at: _, inherited: __, ...rest } = requirement;
  // Schemes of keys and of IAM have names of their own in an export.
  return rest.kind === 'authorizer' ? rest : rest.kind;
}

async function read(text: string): Promise<RestApi> {
  return readRestApi(parseDocument({ file: 'definition', text }));
}

describe('an export that is imported', () => {
  it('is the same API in OpenAPI 3.0', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (body) => {
        const trip = await roundTrip(body, 'oas30');
        if (trip.refusal !== undefined) throw new Error(trip.refusal);
        const [before, after] = comparable(trip);
        expect(after).toEqual(before);
      }),
    );
  });

  it('is the same API in Swagger 2.0, but for what that cannot say', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (body) => {
        const trip = await roundTrip(body, 'swagger');
        if (trip.refusal !== undefined) throw new Error(trip.refusal);
        const [before, after] = comparable(trip);
        expect(withoutModels(after)).toEqual(withoutModels(before));
      }),
    );
  });

  it('is the same to the reader of definitions, and has nothing in it that the reader does not know', async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (body) => {
        const trip = await roundTrip(body, 'oas30');
        const exported = await read(trip.text ?? '');
        expect(exported.unrecognised).toEqual([]);
        expect(meaningOf(exported)).toEqual(meaningOf(await read(body)));
      }),
    );
  });
});

/** Real definitions of REST APIs, where they are at hand; the project is complete without them. */
const corpus = new URL('../../../../shared/corpus/openapi/', import.meta.url);
const files = existsSync(corpus) ? readdirSync(corpus).sort() : [];

describe.skipIf(files.length === 0)('every real definition that can be imported', () => {
  it.each(files)('%s', async (file) => {
    const body = readFileSync(new URL(file, corpus), 'utf8');
    const oas30 = await roundTrip(body, 'oas30');
    if (oas30.refusal !== undefined) return expect(oas30.refusal).toMatch(/^BadRequestException /);
    const [before, after] = comparable(oas30);
    expect(after).toEqual(before);
    expect((await read(oas30.text)).unrecognised).toEqual([]);
    const swagger = await roundTrip(body, 'swagger');
    if (swagger.refusal !== undefined) throw new Error(swagger.refusal);
    const [first, second] = comparable(swagger);
    expect(withoutMediaTypes(second)).toEqual(withoutMediaTypes(first));
  });
});
