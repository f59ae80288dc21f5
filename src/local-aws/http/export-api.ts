import { printDocument } from '../../openapi/print.js';
import { badRequest } from '../import-report.js';
import type { OperationOutcome } from '../operation.js';
import { type ApiConfiguration, type ApiRecord, at } from './account.js';
import { type Call, type HttpOperation, onApi, textIn } from './call.js';
import { exportDocument, withoutExtensions } from './export-document.js';
import { notFound } from './refusals.js';

const query = Object.fromEntries(
  ['outputType', 'exportVersion', 'includeExtensions', 'stageName'].map((name) => [name, name]),
);

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-exports-specification.html */
export const exportOperations: HttpOperation[] = [
  {
    ...{ name: 'ExportApi', verb: 'GET', path: '/v2/apis/{apiId}/exports/{specification}', status: 200, query },
    run: onApi(exportApi),
  },
];

/** Words of the refusals: I. */
function exportApi(record: ApiRecord, { input }: Call): OperationOutcome {
  const outputType = textIn(input, 'outputType').toUpperCase();
  const stageName = textIn(input, 'stageName');
  if (textIn(input, 'specification').toUpperCase() !== 'OAS30')
    return badRequest('Invalid specification. Must be OAS30');
  if (outputType !== 'JSON' && outputType !== 'YAML')
    return badRequest('Invalid outputType. Must be one of [JSON, YAML]');
  if (!['', '1.0'].includes(textIn(input, 'exportVersion'))) return badRequest('Invalid exportVersion. Must be 1.0');
  const configuration = stageName === '' ? record : deployedOn(record, stageName);
  if (configuration === 'no-stage') return notFound('Invalid stage identifier specified');
  if (configuration === 'no-deployment') return badRequest(`The stage ${stageName} has no deployment.`);
  const document = exportDocument(configuration, stageName === '$default' ? '' : stageName);
  const bare = textIn(input, 'includeExtensions') === 'false';
  return {
    kind: 'document',
    // As recorded for GetExport (GE-RESP); for ExportApi I.
    contentType: 'application/octet-stream',
    text: printDocument(bare ? withoutExtensions(document) : document, outputType === 'JSON' ? 'json' : 'yaml'),
  };
}

/** With a stage, what is deployed there; without, what is configured now (CP-EXP). */
function deployedOn(record: ApiRecord, stageName: string): ApiConfiguration | 'no-stage' | 'no-deployment' {
  const stage = at(record.stages, stageName);
  if (!stage) return 'no-stage';
  return at(record.snapshots, textIn(stage, 'deploymentId')) ?? 'no-deployment';
}
