import { emptyRestAccount } from '../../../src/local-aws/rest/account.js';
import { restOperations } from '../../../src/local-aws/rest/operations.js';
import type { JsonObject } from '../../../src/model/index.js';
import { parseDocument } from '../../../src/openapi/parse.js';
import { Unsupported, type Verdict, verdictOf } from '../case.js';
import { documentText } from '../document.js';
import { differences, newMatching } from '../matchers.js';
import { objectOf, textOf } from '../values.js';
import { countingWorld } from '../world.js';

/** Imports a definition, deploys it to a stage, and compares what GetExport gives. */
export async function checkRestExport(fields: JsonObject): Promise<Verdict> {
  const { document, parameters, failOnWarnings } = objectOf(fields['import']);
  const stageName = textOf(objectOf(fields['stage'])['name']);
  const wanted = objectOf(fields['export']);
  const call = caller();
  const imported = await call('ImportRestApi', {
    body: documentText(document),
    ...(parameters !== undefined && { parameters }),
    failOnWarnings: failOnWarnings === true,
  });
  const restApiId = textOf(imported.kind === 'done' ? imported.answer['id'] : undefined);
  await call('CreateDeployment', { restApiId, stageName });
  const exportType = textOf(wanted['type']);
  const accepts = textOf(wanted['accepts'] ?? 'application/json');
  const exported = await call('GetExport', {
    ...{ restApiId, stageName, exportType, accepts },
    parameters: objectOf(wanted['parameters']),
  });
  if (exported.kind !== 'document') return verdictOf([`no document: ${JSON.stringify(exported)}`]);
  const { text, contentType, headers } = exported;
  const contentDisposition = headers?.['content-disposition'];
  const actual: JsonObject = {
    document: parseDocument({ file: 'the export', text }).root,
    contentType,
    ...(contentDisposition !== undefined && { contentDisposition }),
  };
  return verdictOf(differences(fields['expected'] ?? null, actual, newMatching()));
}

/** @returns a function that calls operations by name, all on one account */
function caller() {
  const account = emptyRestAccount();
  const world = countingWorld();
  return async (name: string, input: JsonObject) => {
    const operation = restOperations.find((one) => one.name === name);
    if (!operation) throw new Unsupported(`operation ${name}`);
    return operation.run(account, input, world);
  };
}
