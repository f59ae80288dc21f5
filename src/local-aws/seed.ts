import { createHash } from 'node:crypto';
import { Failure, isObject, type Json, type JsonObject } from '../model/index.js';
import type { OpenApiDocument } from '../openapi/document.js';
import { kindOf } from '../openapi/kind.js';
import { accountOperations } from './account.js';
import type { StageItem } from './rest/account.js';
import type { State } from './state.js';
import type { World } from './world.js';

/** A definition that the account is to have an API of, from the start. */
export interface Seed {
  document: OpenApiDocument;
  /** Default: that of `settings.json`, else `prod`; of an HTTP API `$default`. */
  stage?: string | undefined;
  /** Over those of `settings.json`. */
  stageVariables: Record<string, string>;
}

/**
 * Imports a definition and deploys it, by the calls that a user would make. A definition that the state has been given before is left as
 * it is now.
 *
 * @throws Failure (`input`) with AWS's words when the import or the deployment is refused
 */
export async function seedApi(seed: Seed, state: State, world: World): Promise<void> {
  const digest = digestOf(seed);
  if (state.seeds.includes(digest)) return;
  await (kindOf(seed.document) === 'rest' ? seedRest(seed, state, world) : seedHttp(seed, state, world));
  state.seeds.push(digest);
}

function digestOf({ document: { source, resource }, stage = '' }: Seed): string {
  const parts = [source.text, source.settings?.text ?? '', resource?.logicalId ?? '', stage];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function seedRest(seed: Seed, state: State, world: World): Promise<void> {
  const call = caller(seed, state, world);
  const settings = stageOf(seed.document);
  const { id: restApiId = '' } = await call('ImportRestApi', { body: bodyOf(seed.document) });
  const stageName = seed.stage ?? textOf(settings['stageName']) ?? 'prod';
  const variables = { ...(isObject(settings['variables']) && settings['variables']), ...seed.stageVariables };
  await call('CreateDeployment', { restApiId, stageName, variables });
  const record = state.account.rest.apis[String(restApiId)];
  const stage = record?.stages[stageName];
  if (record && stage) record.stages[stageName] = { ...stage, ...alike(settings) };
}

/** What GetStage said of the stage where it was exported, but for what is of that account: ids, dates, the canary's deployment. */
function alike(settings: JsonObject): Partial<StageItem> {
  const names = Object.entries(kinds).filter(([name, kind]) => typeof settings[name] === kind && settings[name]);
  // Each has the type that it has in a stage.
  return Object.fromEntries(names.map(([name]) => [name, settings[name]])) as Partial<StageItem>;
}

const kinds = {
  ...{ description: 'string', cacheClusterSize: 'string', documentationVersion: 'string', webAclArn: 'string' },
  ...{ cacheClusterEnabled: 'boolean', tracingEnabled: 'boolean' },
  ...{ methodSettings: 'object', accessLogSettings: 'object', tags: 'object' },
};

/** Of a bundle; a template's stage stands in words of CloudFormation. */
function stageOf({ source, settings }: OpenApiDocument): JsonObject {
  const stage = source.settings && settings?.root['stage'];
  return isObject(stage) ? stage : {};
}

async function seedHttp(seed: Seed, state: State, world: World): Promise<void> {
  const call = caller(seed, state, world);
  const { apiId = '' } = await call('ImportApi', { body: bodyOf(seed.document) });
  const { stage: stageName = '$default', stageVariables } = seed;
  await call('CreateStage', { apiId, stageName, stageVariables, autoDeploy: true }, 'v2');
}

/** A template has more in it than the definition. */
function bodyOf({ resource, root, source }: OpenApiDocument): string {
  return resource ? JSON.stringify(root) : source.text;
}

function caller({ document }: Seed, { account }: State, world: World) {
  const operations = accountOperations(account);
  return async (name: string, input: JsonObject, plane?: 'v2'): Promise<JsonObject> => {
    const isMeant = (path: string) => plane === undefined || path.startsWith('/v2/');
    const outcome = await operations.find((one) => one.name === name && isMeant(one.path))?.run(input, world);
    if (outcome?.kind === 'done') return outcome.answer;
    const reason = outcome?.kind === 'refused' ? outcome.message : 'there is no such operation';
    const { file } = document.source;
    throw new Failure('input', `${name} refuses this definition: ${reason}`, 'AWS would refuse it, too.', { file });
  };
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
