import type { JsonObject } from '../../model/index.js';
import { readHttpApi } from '../../openapi/http/read-http-api.js';
import { parseDocument } from '../../openapi/parse.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { authorizerScheme, integrationExtension } from './extensions.js';

/**
 * What ImportApi refuses in a definition, the single calls refuse as well: grammar of parameter mappings, reserved headers,
 * arguments of service integrations, limits. The rules are documented; the words are the importer's own (I).
 */
export function integrationRefusal(integration: JsonObject): Refusal | undefined {
  const operation = { 'x-amazon-apigateway-integration': integrationExtension(integration) };
  return definitionRefusal({ paths: { '/': { 'x-amazon-apigateway-any-method': operation } } });
}

/** As above. */
export function authorizerDefinitionRefusal(authorizer: JsonObject): Refusal | undefined {
  const securitySchemes = { [String(authorizer['name'])]: authorizerScheme(authorizer) };
  return definitionRefusal({ paths: {}, components: { securitySchemes } });
}

/** As above. */
export function corsDefinitionRefusal(cors: JsonObject): Refusal | undefined {
  return definitionRefusal({ paths: {}, 'x-amazon-apigateway-cors': cors });
}

function definitionRefusal(parts: JsonObject): Refusal | undefined {
  const root = { openapi: '3.0.1', info: { title: 'API', version: '1' }, ...parts };
  const document = parseDocument({ file: 'the call', text: JSON.stringify(root) });
  const [error] = readHttpApi(document).messages.errors;
  return error && badRequest(error.text);
}
