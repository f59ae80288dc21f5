import { isObject, type JsonObject } from '../../model/index.js';
import { quotas } from '../../openapi/http/limits.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import { type ApiRecord, having, lacking } from './account.js';
import { autoDeploy } from './auto-deploy.js';
import { type Call, done, type HttpOperation, onApi, textIn } from './call.js';
import { type Collection, isRefusal, itemPathOf, named, pathOf, readOperations } from './collection.js';
import { integrationRefusal } from './definition-refusal.js';
import {
  map,
  memberRefusal,
  membersOf,
  mergedMap,
  oneOf,
  type Shape,
  structure,
  text,
  withoutEmpty,
} from './members.js';
import { conflict } from './refusals.js';

export const integrations: Collection = { noun: 'Integration', place: 'integrations', id: 'integrationId' };

const shape: Shape = {
  connectionId: text(1024),
  connectionType: oneOf('INTERNET', 'VPC_LINK'),
  credentialsArn: text(),
  description: text(1024),
  integrationMethod: text(64),
  integrationSubtype: text(128),
  integrationType: oneOf('AWS', 'HTTP', 'MOCK', 'HTTP_PROXY', 'AWS_PROXY'),
  integrationUri: text(2048),
  payloadFormatVersion: text(64),
  requestParameters: map,
  responseParameters: map,
  timeoutInMillis: { kind: 'number', least: 50, most: 30_000 },
  tlsConfig: structure,
};

const clearable = [
  ...['description', 'connectionId', 'credentialsArn', 'integrationMethod', 'integrationSubtype', 'integrationUri'],
  ...['requestParameters', 'responseParameters', 'tlsConfig'],
];

/** Of WebSocket APIs only, says the model (D); words I. */
const ofWebSockets = [
  ...['contentHandlingStrategy', 'passthroughBehavior', 'requestTemplates', 'templateSelectionExpression'],
];

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html */
export const integrationOperations: HttpOperation[] = [
  ...readOperations(integrations),
  {
    ...{ name: 'CreateIntegration', verb: 'POST', path: pathOf(integrations), status: 201 },
    run: onApi((record, call) => {
      const refusal = inputRefusal(call.input) ?? countRefusal(record);
      if (refusal) return refusal;
      const integration = newIntegration(call.input);
      return settingRefusal(integration) ?? put(record, call, { ...integration, integrationId: call.world.newId(7) });
    }),
  },
  {
    ...{ name: 'UpdateIntegration', verb: 'PATCH', path: itemPathOf(integrations), status: 200 },
    run: onApi((record, call) => {
      const before = named(record, integrations, call.input);
      if (isRefusal(before)) return before;
      const integration = settled({ ...before, ...membersOf(call.input, shape), ...mappings(before, call.input) });
      return inputRefusal(call.input) ?? settingRefusal(integration) ?? put(record, call, integration);
    }),
  },
  {
    ...{ name: 'DeleteIntegration', verb: 'DELETE', path: itemPathOf(integrations), status: 204 },
    run: onApi((record, { input, world }) => {
      const integration = named(record, integrations, input);
      if (isRefusal(integration)) return integration;
      const id = textIn(input, 'integrationId');
      const refusal = useRefusal(record, id);
      if (refusal) return refusal;
      record.integrations = lacking(record.integrations, id);
      autoDeploy(record, world);
      return done({});
    }),
  },
];

/**
 * An integration with AWS's defaults (V: integrations of HTTP APIs as Terraform's tests found them).
 *
 * @param input members of CreateIntegration
 */
export function newIntegration(input: JsonObject): JsonObject {
  const integration = membersOf(input, shape);
  const isLambda = integration['integrationType'] === 'AWS_PROXY' && integration['integrationSubtype'] === undefined;
  return settled({
    ...{ connectionType: 'INTERNET', payloadFormatVersion: '1.0', timeoutInMillis: 30_000 },
    ...(isLambda && { integrationMethod: 'POST' }),
    ...integration,
    ...mappings({}, input),
  });
}

/** Mappings of an update go over those that are there, one by one (PM-UNSET). */
function mappings(before: JsonObject, input: JsonObject): JsonObject {
  const names = ['requestParameters', 'responseParameters'];
  return Object.fromEntries(names.map((name) => [name, mergedMap(before[name], input[name]) ?? {}]));
}

function settled(integration: JsonObject): JsonObject {
  return withoutEmpty(integration, clearable);
}

function put(record: ApiRecord, { world }: Call, integration: JsonObject) {
  record.integrations = having(record.integrations, String(integration['integrationId']), integration);
  autoDeploy(record, world);
  return done(integration);
}

function inputRefusal(input: JsonObject): Refusal | undefined {
  const foreign = ofWebSockets.find((name) => (input[name] ?? '') !== '');
  return foreign === undefined ? memberRefusal(input, shape) : badRequest(`${foreign} is not supported for HTTP APIs.`);
}

/** The message on other types is AWS's (aws/aws-cli#6363, C); the rest in words of our own (I). */
function settingRefusal(integration: JsonObject): Refusal | undefined {
  const { integrationType, connectionType, connectionId, tlsConfig } = integration;
  if (integrationType === undefined) return badRequest('IntegrationType is required');
  if (integrationType !== 'AWS_PROXY' && integrationType !== 'HTTP_PROXY') return badRequest(proxiesOnly);
  const isPrivate = connectionType === 'VPC_LINK';
  if (isPrivate && connectionId === undefined) return badRequest('A connection of type VPC_LINK needs a connectionId.');
  if (isObject(tlsConfig) && !isPrivate) return badRequest('tlsConfig is supported for private integrations only.');
  return integrationRefusal(integration);
}

const proxiesOnly =
  'Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)';

function countRefusal({ integrations: all }: ApiRecord): Refusal | undefined {
  if (Object.keys(all).length < quotas.integrations) return undefined;
  return badRequest(`Maximum number of Integrations for this API has been reached. Limit: ${quotas.integrations}`);
}

/** AWS's message (milliHQ/terraform-aws-next-js#247, C). */
function useRefusal({ routes }: ApiRecord, id: string): Refusal | undefined {
  const users = Object.entries(routes).flatMap(([route, { target }]) =>
    target === `integrations/${id}` ? [route] : [],
  );
  if (users.length === 0) return undefined;
  return conflict(
    `Cannot delete Integration because it is referenced by the following Routes with Ids: [${users.join(', ')}]`,
  );
}
