import { printDocument } from '../../../openapi/print.js';
import type { OperationOutcome } from '../../operation.js';
import { type ExportedApi, exportedStage, extensionsOf, versionOf } from '../export/exported-api.js';
import { writeOas30 } from '../export/oas30.js';
import { writeSwagger } from '../export/swagger.js';
import { apiOf, stageOf } from '../lookup.js';
import { badRequest, notFound } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html */
export const exportOperations: RestOperation[] = [
  restOperation({
    name: 'GetExport',
    at: 'GET /restapis/{restApiId}/stages/{stageName}/exports/{exportType}',
    query: { extensions: 'extensions' },
    headers: { accepts: 'Accept' },
    run: getExport,
  }),
];

/** The bytes are no JSON by their type, and a file by their disposition (GE-RESP, recorded). */
function getExport(call: Call): OperationOutcome {
  const type = typeOf(call);
  const syntax = call.input.text('accepts')?.includes('yaml') ? 'yaml' : 'json';
  const exported = exportedApi(call);
  const document = type === 'oas30' ? writeOas30(exported) : writeSwagger(exported);
  return {
    kind: 'document',
    contentType: 'application/octet-stream',
    headers: { 'content-disposition': `attachment; filename="${type}_${versionOf(exported.state)}.${syntax}"` },
    text: printDocument(document, syntax),
  };
}

/** The text is our inference. */
function typeOf({ input }: Call): 'oas30' | 'swagger' {
  const type = input.required('exportType').toLowerCase();
  if (type === 'oas30' || type === 'swagger') return type;
  throw badRequest(`No API exporter for type '${type}'`);
}

/** What is exported is what the stage serves (GE-STAGE). */
function exportedApi(call: Call): ExportedApi {
  const api = exportedStage(apiOf(call), stageOf(call), call.world);
  if (!api) throw notFound('Invalid Deployment identifier specified');
  return { ...api, extensions: extensionsOf(call.input.parameter('extensions') ?? '') };
}
