import type { HttpAccount } from '../../../src/local-aws/http/account.js';
import { httpOperations } from '../../../src/local-aws/http/operations.js';
import type { World } from '../../../src/local-aws/world.js';
import type { JsonObject } from '../../../src/model/index.js';
import { entriesOf, objectOf, textOf } from '../values.js';

/** An account, and what the ids of a case are in it. */
export interface Session {
  account: HttpAccount;
  world: World;
  ids: Map<string, string>;
}

const functionUri =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:auth/invocations';

/**
 * Makes what a call needs and no step of its case has made: a case is about one resource, and leaves out the API, the
 * integration, the route that it belongs to.
 */
export async function prepare(session: Session, name: string, input: JsonObject): Promise<void> {
  const operation = httpOperations().find((one) => one.name === name);
  if (operation?.path.includes('{apiId}')) await prepareApi(session, input);
  if (operation?.path.includes('{domainName}')) await prepareDomain(session, input);
  const { apiId } = input;
  if (name === 'CreateApiMapping') await prepareStage(session, input);
  if (name === 'CreateRoute' || name === 'UpdateRoute') await prepareRoute(session, input);
  const keys = entriesOf(input['routeSettings']).map(([key]) => key);
  const deploys = name === 'CreateDeployment' || (name === 'CreateStage' && input['autoDeploy'] === true);
  if (deploys && recordOf(session, apiId)?.isEmpty) keys.push('$default');
  for (const routeKey of keys) await make(session, 'CreateRoute', { apiId: apiId ?? '', routeKey });
}

/** @returns the answer; nothing where the call is refused, as for a route that is there already */
async function make({ account, world }: Session, name: string, input: JsonObject): Promise<JsonObject> {
  const outcome = await httpOperations()
    .find((one) => one.name === name)
    ?.run(account, input, world);
  return outcome?.kind === 'done' ? outcome.answer : {};
}

function recordOf({ account }: Session, apiId: JsonObject[string]) {
  const record = account.apis[textOf(apiId)];
  return record && { ...record, isEmpty: Object.keys(record.routes).length === 0 };
}

async function prepareApi(session: Session, input: JsonObject): Promise<void> {
  const { apis } = session.account;
  const named = textOf(input['apiId']);
  const [only] = Object.keys(apis);
  if (named !== '' && (Object.hasOwn(apis, named) || only !== undefined)) return;
  const api =
    only === undefined ? await make(session, 'CreateApi', { name: 'api', protocolType: 'HTTP' }) : { apiId: only };
  input['apiId'] = textOf(api['apiId']);
  session.ids.set(named, input['apiId']);
}

async function prepareDomain(session: Session, input: JsonObject): Promise<void> {
  const { domainNames } = session.account;
  if (Object.keys(domainNames).length > 0) return;
  const domainName = textOf(input['domainName']) || 'api.example.com';
  const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/a';
  await make(session, 'CreateDomainName', { domainName, domainNameConfigurations: [{ certificateArn }] });
  input['domainName'] = domainName;
}

async function prepareStage(session: Session, input: JsonObject): Promise<void> {
  await prepareApi(session, input);
  await make(session, 'CreateStage', { apiId: input['apiId'] ?? '', stageName: input['stage'] ?? '' });
}

async function prepareRoute(session: Session, input: JsonObject): Promise<void> {
  const { apiId } = input;
  const record = recordOf(session, apiId);
  const target = textOf(input['target']).replace('integrations/', '');
  if (target !== '' && Object.keys(record?.integrations ?? {}).length === 0) {
    const proxy = { integrationType: 'HTTP_PROXY', integrationMethod: 'ANY', integrationUri: 'https://example.com' };
    const { integrationId } = await make(session, 'CreateIntegration', { apiId: apiId ?? '', ...proxy });
    input['target'] = `integrations/${textOf(integrationId)}`;
    session.ids.set(target, textOf(integrationId));
  }
  const authorizer = textOf(input['authorizerId']);
  if (authorizer === '' || Object.keys(record?.authorizers ?? {}).length > 0) return;
  const made = await make(session, 'CreateAuthorizer', { apiId: apiId ?? '', ...authorizerOf(input) });
  input['authorizerId'] = textOf(made['authorizerId']);
  session.ids.set(authorizer, textOf(made['authorizerId']));
}

function authorizerOf({ authorizationType }: JsonObject): JsonObject {
  const jwtConfiguration = { issuer: 'https://issuer.example.com', audience: ['a'] };
  const identitySource = ['$request.header.Authorization'];
  return authorizationType === 'JWT'
    ? { name: 'jwt', authorizerType: 'JWT', identitySource, jwtConfiguration }
    : objectOf({
        name: 'f',
        authorizerType: 'REQUEST',
        authorizerPayloadFormatVersion: '2.0',
        authorizerUri: functionUri,
      });
}
