import type { BasePathMode } from '../../../openapi/base-path.js';
import type { RestApiRecord } from '../account.js';
import { importRestApi, putRestApi, type RestImportOutcome, type RestImportRequest } from '../import-rest-api.js';
import type { Input } from '../input.js';
import { apiOf } from '../lookup.js';
import { badRequest, RefusedCall } from '../refused-call.js';
import { type RestOperation, restOperation } from '../rest-operation.js';
import { apiAnswer } from './rest-apis.js';

/** Entries of `parameters` stand in the query by themselves. What `ignore` names, documentation, is not imported anyway. */
const query = {
  failOnWarnings: 'failonwarnings',
  basepath: 'basepath',
  endpointConfigurationTypes: 'endpointConfigurationTypes',
};

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_ImportRestApi.html */
export const importOperations: RestOperation[] = [
  restOperation({
    name: 'ImportRestApi',
    at: 'POST /restapis?mode=import',
    body: 'body',
    query,
    run: async ({ account, input, world }) => {
      const { state, answer } = madeOf(await importRestApi(requestOf(input), world));
      const record: RestApiRecord = { state, deployments: {}, stages: {} };
      account.apis[state.api.id] = record;
      return answer;
    },
  }),
  restOperation({
    name: 'PutRestApi',
    at: 'PUT /restapis/{restApiId}',
    status: 200,
    body: 'body',
    query: { mode: 'mode', ...query },
    run: async (call) => {
      const { input, world } = call;
      const record = apiOf(call);
      const mode = input.oneOf('mode', ['merge', 'overwrite'], true) ?? 'merge';
      const { state, answer } = madeOf(await putRestApi(record.state, mode, requestOf(input), world));
      record.state = state;
      return { ...answer, tags: {}, ...apiAnswer(record) };
    },
  }),
];

function madeOf(outcome: RestImportOutcome) {
  if (outcome.kind === 'refused') throw new RefusedCall(outcome);
  return outcome;
}

function requestOf(input: Input): RestImportRequest {
  const endpointConfigurationTypes = input.parameter('endpointConfigurationTypes');
  return {
    body: input.required('body'),
    basepath: basePathMode(input.parameter('basepath')),
    ...(endpointConfigurationTypes !== undefined && { endpointTypes: endpointConfigurationTypes.split(',') }),
    failOnWarnings: input.boolean('failOnWarnings') ?? false,
  };
}

/** What other values do is not known; that they are refused is our inference. */
function basePathMode(value: string | undefined): BasePathMode {
  if (value === undefined) return 'ignore';
  if (value === 'ignore' || value === 'prepend' || value === 'split') return value;
  throw badRequest(`Invalid value for parameter basepath: ${value}`);
}
