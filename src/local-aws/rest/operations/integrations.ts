import { plain } from '../../../model/index.js';
import { targetOf } from '../../../openapi/rest/targets.js';
import type { IntegrationItem } from '../control-plane.js';
import { type Input, known } from '../input.js';
import { refusalOfTarget, unmappable } from '../integration-refusals.js';
import { integrationOf, methodOf, resourceOf } from '../lookup.js';
import { type PatchRules, patched, patchesOf } from '../patch.js';
import { badRequest } from '../refused-call.js';
import { type Call, type RestOperation, restOperation } from '../rest-operation.js';

const at = '/restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration';

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
export const integrationOperations: RestOperation[] = [
  restOperation({
    name: 'PutIntegration',
    at: `PUT ${at}`,
    bodyNames: { integrationHttpMethod: 'httpMethod' },
    run: putIntegration,
  }),
  restOperation({ name: 'GetIntegration', at: `GET ${at}`, run: integrationOf }),
  restOperation({ name: 'UpdateIntegration', at: `PATCH ${at}`, run: update }),
  restOperation({
    name: 'DeleteIntegration',
    at: `DELETE ${at}`,
    status: 204,
    run: (call) => {
      integrationOf(call);
      delete methodOf(call).methodIntegration;
      return {};
    },
  }),
];

const types = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] as const;
const passthrough = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const;

/** What the service model forbids is found before what is not there (recorded). An integration that is put anew loses its responses. */
function putIntegration(call: Call): IntegrationItem {
  const { input } = call;
  input.required('type');
  const type = input.oneOf('type', types) ?? 'MOCK';
  const contentHandling = input.oneOf('contentHandling', ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT']);
  const connectionType = input.oneOf('connectionType', ['INTERNET', 'VPC_LINK']);
  const resource = resourceOf(call);
  const method = methodOf(call);
  const integration: IntegrationItem = {
    type,
    ...(type === 'MOCK' ? {} : backendOf(input, type.startsWith('HTTP') ? (connectionType ?? 'INTERNET') : undefined)),
    ...known({
      requestParameters: input.texts('requestParameters'),
      requestTemplates: input.templates('requestTemplates'),
      contentHandling,
      tlsConfig: input.object('tlsConfig'),
      responseTransferMode: input.text('responseTransferMode'),
    }),
    passthroughBehavior: passthroughOf(input.text('passthroughBehavior') ?? 'WHEN_NO_MATCH'),
    timeoutInMillis: input.number('timeoutInMillis') ?? 29_000,
    cacheNamespace: input.text('cacheNamespace') ?? resource.id,
    cacheKeyParameters: input.list('cacheKeyParameters') ?? [],
  };
  check(integration, method.requestParameters ?? {}, resource.path);
  method.methodIntegration = integration;
  return integration;
}

/** A connection type is reported for HTTP alone (recorded). */
function backendOf(input: Input, connectionType: IntegrationItem['connectionType']): Partial<IntegrationItem> {
  return known({
    httpMethod: input.text('integrationHttpMethod'),
    uri: input.text('uri'),
    connectionType,
    connectionId: input.text('connectionId'),
    integrationTarget: input.text('integrationTarget'),
    credentials: input.text('credentials'),
  });
}

/** The text is our inference. */
function passthroughOf(text: string): string {
  const found = passthrough.find((one) => one === text.toUpperCase());
  if (found === undefined) throw badRequest(`Invalid passthrough behavior specified: ${text}`);
  return found;
}

function check(item: IntegrationItem, declared: Record<string, boolean>, path: string): void {
  const { type, httpMethod, timeoutInMillis, connectionType, connectionId, requestParameters } = item;
  const uri = item.uri === undefined ? undefined : plain(item.uri);
  const modelType = typeNames[type];
  const refusal = refusalOfTarget({
    type: modelType,
    writtenType: type,
    target: targetOf(modelType, uri),
    ...(httpMethod !== undefined && { httpMethod }),
    ...(uri && { uri }),
  });
  if (refusal !== undefined) throw badRequest(refusal);
  // The two texts are our inference; regional APIs can have a longer limit by quota (FE-INT-TIMEOUT).
  if (timeoutInMillis < 50 || timeoutInMillis > 300_000) {
    throw badRequest('Timeout should be between 50 ms and 29000 ms');
  }
  if (connectionType === 'VPC_LINK' && !connectionId) throw badRequest('Connection ID must be specified for VPC_LINK');
  const wrong = unmappable(requestParameters ?? {}, declared, path);
  if (wrong !== undefined) throw badRequest(wrong);
}

const typeNames = {
  HTTP: 'http',
  HTTP_PROXY: 'http_proxy',
  AWS: 'aws',
  AWS_PROXY: 'aws_proxy',
  MOCK: 'mock',
} as const;

/** @see https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateIntegration-Patch */
const rules: PatchRules = {
  wording: 'short',
  rules: [
    { path: '/uri', ops: ['replace'], kind: 'property' },
    { path: '/httpMethod', ops: ['replace'], kind: 'property' },
    { path: '/credentials', ops: ['replace', 'add', 'remove'], kind: 'property' },
    { path: '/connectionType', ops: ['replace'], kind: 'property', needed: true },
    { path: '/connectionId', ops: ['replace'], kind: 'property' },
    { path: '/integrationTarget', ops: ['replace'], kind: 'property' },
    { path: '/passthroughBehavior', ops: ['replace'], kind: 'property', needed: true },
    { path: '/contentHandling', ops: ['replace', 'remove'], kind: 'property' },
    { path: '/timeoutInMillis', ops: ['replace'], kind: 'property', value: 'number', needed: true },
    { path: '/cacheNamespace', ops: ['replace'], kind: 'property', needed: true },
    { path: '/cacheKeyParameters', ops: ['add', 'remove'], kind: 'values' },
    { path: '/cacheKeyParameters/*', ops: ['add', 'remove', 'replace'], kind: 'member' },
    { path: '/requestParameters/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
    { path: '/requestTemplates/*', ops: ['add', 'remove', 'replace'], kind: 'entry' },
    { path: '/responseTransferMode', ops: ['replace'], kind: 'property' },
    { path: '/tlsConfig/insecureSkipVerification', ops: ['replace'], kind: 'property', value: 'boolean', needed: true },
  ],
};

function update(call: Call): IntegrationItem {
  const method = methodOf(call);
  const changed = patched(integrationOf(call), patchesOf(call.input), rules);
  // A list stays where it is empty (recorded).
  const integration = { ...changed, cacheKeyParameters: changed.cacheKeyParameters ?? [] };
  check(integration, method.requestParameters ?? {}, resourceOf(call).path);
  method.methodIntegration = integration;
  return integration;
}
