import { isObject, jsonOf } from '../../../model/index.js';
import type { ModelItem, RestApiState } from '../control-plane.js';
import { known } from '../input.js';
import { apiOf, itemOf, put } from '../lookup.js';
import { pageOf, pageQuery } from '../pages.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest, conflict } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/models';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Model.html */
export const modelOperations: RestOperation[] = [
  restOperation({ name: 'CreateModel', at: `POST ${at}`, run: create }),
  restOperation({
    name: 'GetModels',
    at: `GET ${at}`,
    query: pageQuery,
    run: (call) => pageOf(apiOf(call).state.models, ({ name }) => name, call.input),
  }),
  restOperation({ name: 'GetModel', at: `GET ${at}/{modelName}`, query: { flatten: 'flatten' }, run: modelOf }),
  restOperation({ name: 'UpdateModel', at: `PATCH ${at}/{modelName}`, run: update }),
  restOperation({ name: 'DeleteModel', at: `DELETE ${at}/{modelName}`, run: remove }),
];

/** The texts in this file are from reports of users (C), but where we say so. */
function modelOf(call: Call): ModelItem {
  const name = call.input.required('modelName');
  return itemOf(apiOf(call).state.models, (one) => one.name === name, `Invalid model name specified: ${name}`);
}

function create(call: Call): ModelItem {
  const { input, world } = call;
  const [name, contentType] = [input.required('name'), input.required('contentType')];
  const { state } = apiOf(call);
  if (name === '') throw badRequest('No Model Name specified');
  if (!/^[A-Za-z0-9]+$/.test(name)) throw badRequest(`Model name must be alphanumeric: ${name}`);
  if (state.models.some((one) => one.name === name)) throw conflict('Model name already exists for this REST API');
  const model: ModelItem = {
    id: world.newId(6),
    name,
    ...known({ description: input.text('description') || undefined }),
    schema: checkedSchema(input.text('schema') ?? ''),
    contentType,
  };
  put(state.models, model, ({ name: one }) => one);
  return model;
}

function checkedSchema(text: string): string {
  if (text === '') throw badRequest('Model schema must have at least 1 property or array items defined');
  if (!isObject(jsonOf(text))) {
    throw badRequest(
      'Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]',
    );
  }
  return text;
}

const rules: PatchRules = {
  wording: 'long',
  rules: [
    { path: '/description', ops: ['replace'], kind: 'property' },
    { path: '/schema', ops: ['replace'], kind: 'property' },
  ],
};

function update(call: Call): ModelItem {
  const changed = patched(modelOf(call), patchesOf(call.input), rules);
  const model = { ...changed, schema: checkedSchema(changed.schema ?? '') };
  put(apiOf(call).state.models, model, ({ name }) => name);
  return model;
}

function remove(call: Call) {
  const { name } = modelOf(call);
  const { state } = apiOf(call);
  const user = userOf(state, name);
  if (user !== undefined) throw conflict(`Cannot delete model '${name}', is referenced in ${user}`);
  state.models = state.models.filter((one) => one.name !== name);
  return {};
}

function userOf({ models, resources }: RestApiState, name: string): string | undefined {
  const other = models.find((one) => one.name !== name && one.schema.includes(`/models/${name}"`));
  if (other) return `model: ${other.name}`;
  for (const { id, resourceMethods } of resources) {
    for (const { httpMethod, requestModels, methodResponses } of Object.values(resourceMethods)) {
      if (Object.values(requestModels ?? {}).includes(name)) return `method request: ${id}/${httpMethod}`;
      const response = Object.values(methodResponses ?? {}).find((one) =>
        Object.values(one.responseModels ?? {}).includes(name),
      );
      if (response) return `method response: ${id}/${httpMethod}/${response.statusCode}`;
    }
  }
  return undefined;
}
