import { Failure, isObject, type Json, type JsonObject, jsonOf } from '../../../model/index.js';
import { parseDocument } from '../../../openapi/parse.js';
import type { World } from '../../world.js';
import type { DocumentationPartItem, RestApiRecord } from '../account.js';
import { enumConstraint } from '../input.js';
import { apiOf, own } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, invalid, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/documentation/parts';

/** The texts in this file are from reports of users (C). @see https://docs.aws.amazon.com/apigateway/latest/api/API_DocumentationPart.html */
export const documentationPartOperations: RestOperation[] = [
  restOperation({ name: 'CreateDocumentationPart', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'ImportDocumentationParts',
    at: `PUT ${at}`,
    status: 200,
    body: 'body',
    query: { mode: 'mode', failOnWarnings: 'failonwarnings' },
    run: importParts,
  }),
  restOperation({
    name: 'GetDocumentationParts',
    at: `GET ${at}`,
    query: { ...pageQuery, type: 'type', nameQuery: 'name', path: 'path', locationStatus: 'locationStatus' },
    run: list,
  }),
  restOperation({ name: 'GetDocumentationPart', at: `GET ${at}/{documentationPartId}`, run: partOf }),
  restOperation({ name: 'UpdateDocumentationPart', at: `PATCH ${at}/{documentationPartId}`, run: update }),
  restOperation({
    name: 'DeleteDocumentationPart',
    at: `DELETE ${at}/{documentationPartId}`,
    run: (call) => {
      const { id } = partOf(call);
      delete apiOf(call).documentationParts?.[id];
      return {};
    },
  }),
];

const types = [
  ...['API', 'AUTHORIZER', 'MODEL', 'RESOURCE', 'METHOD', 'PATH_PARAMETER', 'QUERY_PARAMETER', 'REQUEST_HEADER'],
  ...['REQUEST_BODY', 'RESPONSE', 'RESPONSE_HEADER', 'RESPONSE_BODY'],
];

function partOf(call: Call): DocumentationPartItem {
  const part = own(apiOf(call).documentationParts ?? {}, call.input.required('documentationPartId'));
  if (!part) throw notFound('Invalid Documentation part identifier specified');
  return part;
}

function create(call: Call): DocumentationPartItem {
  const { input, world } = call;
  const location = input.object('location') ?? {};
  const type = String(location['type'] ?? '');
  if (input.has('location') && !types.includes(type)) {
    throw invalid(type, input.place('location.type'), enumConstraint(types));
  }
  const record = apiOf(call);
  return keep(record, { location, properties: checked(input.required('properties')) }, world);
}

function keep(record: RestApiRecord, given: Omit<DocumentationPartItem, 'id'>, world: World): DocumentationPartItem {
  const part = { id: world.newId(6), ...given };
  record.documentationParts = { ...record.documentationParts, [part.id]: part };
  return part;
}

function checked(properties: string): string {
  if (properties === '') throw badRequest('Documentation part properties must be non-empty');
  if (!isObject(jsonOf(properties))) throw badRequest('Documentation part properties must be a valid JSON object');
  return properties;
}

function list(call: Call) {
  const { input } = call;
  const wanted = { type: input.text('type'), path: input.text('path'), name: input.text('nameQuery') };
  const parts = Object.values(apiOf(call).documentationParts ?? {}).filter(({ location }) =>
    Object.entries(wanted).every(([key, value]) => value === undefined || location[key] === value),
  );
  return pageOf(parts, ({ id }) => id, input);
}

const rules: PatchRules = {
  wording: 'long',
  rules: [{ path: '/properties', ops: ['replace'], kind: 'property' }],
};

function update(call: Call): DocumentationPartItem {
  const changed = patched(partOf(call), patchesOf(call.input), rules);
  const part = { ...changed, properties: checked(changed.properties ?? '') };
  const record = apiOf(call);
  record.documentationParts = { ...record.documentationParts, [part.id]: part };
  return part;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-documenting-api-quick-start-import-export.html */
function importParts(call: Call) {
  const { input, world } = call;
  const record = apiOf(call);
  const given = partsIn(input.required('body'));
  if (input.oneOf('mode', ['merge', 'overwrite'], true) === 'overwrite') record.documentationParts = {};
  return { ids: given.map((part) => keep(record, part, world).id), warnings: [] };
}

function partsIn(text: string): Omit<DocumentationPartItem, 'id'>[] {
  const documentation = rootOf(text)['x-amazon-apigateway-documentation'];
  const parts: Json | undefined = isObject(documentation) ? documentation['documentationParts'] : undefined;
  return (Array.isArray(parts) ? parts.filter(isObject) : []).map(({ location, properties }) => ({
    location: isObject(location) ? location : {},
    properties: JSON.stringify(properties ?? {}),
  }));
}

function rootOf(text: string): JsonObject {
  try {
    return parseDocument({ file: 'the body', text }).root;
  } catch (error) {
    if (error instanceof Failure) throw badRequest('Unable to build importer with the provided source');
    throw error;
  }
}
