import type { JsonObject } from '../../model/index.js';
import { badRequest } from '../import-report.js';
import type { Refusal } from '../operation.js';
import type { World } from '../world.js';
import { type ApiRecord, having } from './account.js';
import { autoDeploy, putStage } from './auto-deploy.js';
import { textIn, timestamp } from './call.js';
import { integrationRefusal } from './definition-refusal.js';
import { newIntegration } from './integrations.js';
import { routeKeyRefusal } from './route-key.js';
import { routeSettings } from './route-settings.js';

/**
 * Quick create: with a target an API comes with an integration, a route and a stage that deploys itself, all managed by API
 * Gateway.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
 */
export function quickCreate(record: ApiRecord, input: JsonObject, world: World): void {
  if (textIn(input, 'target') === '') return;
  const integrationId = world.newId(7);
  const routeId = world.newId(7);
  const managed = { apiGatewayManaged: true };
  const createdDate = timestamp(world.now());
  const route = {
    ...{
      apiKeyRequired: false,
      authorizationType: 'NONE',
      routeId,
      target: `integrations/${integrationId}`,
      ...managed,
    },
    routeKey: textIn(input, 'routeKey') || '$default',
  };
  record.integrations = having(record.integrations, integrationId, {
    ...managed,
    ...integrationTo(input),
    integrationId,
  });
  record.routes = having(record.routes, routeId, route);
  putStage(record, {
    ...{ stageName: '$default', autoDeploy: true, createdDate, lastUpdatedDate: createdDate, ...managed },
    ...{ stageVariables: {}, defaultRouteSettings: routeSettings({}), routeSettings: {}, tags: {} },
  });
  autoDeploy(record, world);
}

/** Functions get the newest payload format (I: as from the console), and every verb is passed on to a URL. */
function integrationTo(input: JsonObject): JsonObject {
  const target = textIn(input, 'target');
  const { credentialsArn } = input;
  const kind = target.startsWith('arn:')
    ? { integrationType: 'AWS_PROXY', payloadFormatVersion: '2.0' }
    : { integrationType: 'HTTP_PROXY', integrationMethod: 'ANY' };
  return newIntegration({ ...kind, integrationUri: target, ...(credentialsArn !== undefined && { credentialsArn }) });
}

/** What belongs to quick create needs a target (D: CreateApi); words I. */
export function quickCreateRefusal(input: JsonObject): Refusal | undefined {
  const routeKey = textIn(input, 'routeKey');
  if (textIn(input, 'target') === '') {
    const extra = ['routeKey', 'credentialsArn'].find((name) => textIn(input, name) !== '');
    return extra === undefined ? undefined : badRequest(`${extra} can only be set together with target.`);
  }
  return (routeKey === '' ? undefined : routeKeyRefusal(routeKey, {})) ?? integrationRefusal(integrationTo(input));
}

/** Changes what quick create made: where it leads, of which type that is, with which role, and its route key (D: UpdateApi). */
export function updateQuickCreate(record: ApiRecord, input: JsonObject): Refusal | undefined {
  if (!['target', 'routeKey', 'credentialsArn'].some((name) => textIn(input, name) !== '')) return undefined;
  const integration = managedIn(record.integrations);
  const route = managedIn(record.routes);
  if (!integration || !route)
    return badRequest('Only an API of quick create has a target, a route key and credentials.');
  const { integrationUri: target, credentialsArn } = integration;
  const { integrationId, apiGatewayManaged } = integration;
  const changed = { ...integrationTo({ target, credentialsArn, ...input }), integrationId, apiGatewayManaged };
  const routeKey = textIn(input, 'routeKey') || textIn(route, 'routeKey');
  const refusal = routeKeyRefusal(routeKey, record.routes, textIn(route, 'routeId')) ?? integrationRefusal(changed);
  if (refusal) return refusal;
  record.integrations = having(record.integrations, textIn(integration, 'integrationId'), changed);
  record.routes = having(record.routes, textIn(route, 'routeId'), { ...route, routeKey });
  return undefined;
}

function managedIn(resources: Record<string, JsonObject>): JsonObject | undefined {
  return Object.values(resources).find((resource) => resource['apiGatewayManaged'] === true);
}
