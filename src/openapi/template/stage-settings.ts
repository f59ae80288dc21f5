import { isObject, type Json, type JsonObject } from '../../model/index.js';
import { isIntrinsic, templatedOf } from '../templated.js';
import type { Candidate } from './candidates.js';
import { type Resource, refersTo } from './resources.js';
import { type PropertySource, placeOf, type SettingsDraft, tagsOf } from './settings-draft.js';
import { siblingsOf } from './siblings-of.js';

/** Members of GetStage by their names in templates. */
const names = {
  StageName: 'stageName',
  ClientCertificateId: 'clientCertificateId',
  CacheClusterEnabled: 'cacheClusterEnabled',
  CacheClusterSize: 'cacheClusterSize',
  Variables: 'variables',
  DocumentationVersion: 'documentationVersion',
  TracingEnabled: 'tracingEnabled',
};

const methodNames = {
  MetricsEnabled: 'metricsEnabled',
  LoggingLevel: 'loggingLevel',
  DataTraceEnabled: 'dataTraceEnabled',
  ThrottlingBurstLimit: 'throttlingBurstLimit',
  ThrottlingRateLimit: 'throttlingRateLimit',
  CachingEnabled: 'cachingEnabled',
  CacheTtlInSeconds: 'cacheTtlInSeconds',
  CacheDataEncrypted: 'cacheDataEncrypted',
};

const parts = {
  AccessLogSetting: { key: 'accessLogSettings', names: { DestinationArn: 'destinationArn', Format: 'format' } },
  CanarySetting: {
    key: 'canarySettings',
    names: {
      PercentTraffic: 'percentTraffic',
      StageVariableOverrides: 'stageVariableOverrides',
      UseStageCache: 'useStageCache',
    },
  },
};

/**
 * Adds the stage that resources of the template make: `AWS::ApiGateway::Stage`, or a deployment with a stage name. Where
 * there are several, the template does not tell which one is meant; but beside a stage of its own, SAM lets the deployment
 * make one more, of which nothing is set.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html
 */
export function addStage(draft: SettingsDraft, siblings: Resource[], api: Candidate): void {
  const deployments = siblingsOf(siblings, 'AWS::ApiGateway::Deployment', api).filter(
    ({ properties }) => properties['StageName'] !== undefined,
  );
  const named = siblingsOf(siblings, 'AWS::ApiGateway::Stage', api);
  const isBare = ({ properties }: Resource) => named.length > 0 && properties['StageDescription'] === undefined;
  const stages = [...named, ...deployments.filter((deployment) => !isBare(deployment))];
  const [first, ...others] = stages;
  if (first === undefined) addWebAcl(draft, siblings, [api.logicalId]);
  else if (others.length > 0) {
    const list = stages.map(({ logicalId }) => logicalId).join(', ');
    draft.unknown('stage', `the template has several stages of the API, ${list}`, first.at);
  } else {
    addStageProperties(draft, { properties: first.properties, at: `${first.at}/Properties` });
    draft.copy(
      ['stage'],
      { properties: first.properties, at: `${first.at}/Properties` },
      { Description: 'description' },
    );
    addDescription(draft, first);
    addWebAcl(draft, siblings, [api.logicalId, first.logicalId]);
  }
}

/** Adds the properties of a stage, which SAM has at its API, and CloudFormation at the stage. */
export function addStageProperties(draft: SettingsDraft, source: PropertySource): void {
  const { properties } = source;
  draft.copy(['stage'], source, names);
  for (const [property, { key, names: members }] of Object.entries(parts)) {
    const value = properties[property];
    if (value === undefined || value === null) continue;
    const at = placeOf(source, property);
    if (isObject(value) && !isIntrinsic(value))
      draft.copy(['stage', key], { properties: withFormat(value), at }, members);
    else draft.put(['stage', key], value, at);
  }
  const tags = tagsOf(properties['Tags']);
  if (tags !== undefined && tags !== null) draft.put(['stage', 'tags'], tags, placeOf(source, 'Tags'));
  addMethodSettings(draft, source);
}

/** A format that is written as a map is the text of that map, where nothing in it is left to CloudFormation. */
function withFormat(value: JsonObject): JsonObject {
  const { Format: format } = value;
  const map = isObject(format) ? format['Fn::ToJsonString'] : undefined;
  const isWritten = isObject(map) && Object.values(map).every((member) => typeof member !== 'object');
  return isWritten ? { ...value, Format: JSON.stringify(map) } : value;
}

function addMethodSettings(draft: SettingsDraft, source: PropertySource): void {
  const { MethodSettings: list } = source.properties;
  if (list === undefined || list === null) return;
  const isReadable = Array.isArray(list) && list.every((one) => isObject(one) && keyOf(one) !== undefined);
  if (!isReadable) {
    draft.put(['stage', 'methodSettings'], list, placeOf(source, 'MethodSettings'));
    return;
  }
  list.forEach((one, index) => {
    if (!isObject(one)) return;
    const at = placeOf(source, 'MethodSettings', String(index));
    draft.copy(['stage', 'methodSettings', keyOf(one) ?? ''], { properties: one, at }, methodNames);
  });
}

/** `path/METHOD` as GetStage has it: the first slash falls away, those within the path are `~1` already. */
function keyOf(setting: JsonObject): string | undefined {
  if (isIntrinsic(setting)) return undefined;
  const path = setting['ResourcePath'] ?? '/*';
  const method = setting['HttpMethod'] ?? '*';
  if (typeof path !== 'string' || typeof method !== 'string') return undefined;
  const resource = path === '/' ? '~1' : path.replace(/^\//, '');
  return `${resource}/${method}`;
}

/** A deployment that makes a stage has settings for all methods beside those of the stage. */
function addDescription(draft: SettingsDraft, { properties, at }: Resource): void {
  const { StageDescription: description } = properties;
  if (!isObject(description)) return;
  const source = { properties: description, at: `${at}/Properties/StageDescription` };
  addStageProperties(draft, source);
  if (Object.keys(methodNames).some((name) => description[name] !== undefined)) {
    draft.copy(['stage', 'methodSettings', '*/*'], source, methodNames);
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-wafv2-webaclassociation.html */
function addWebAcl(draft: SettingsDraft, siblings: Resource[], targets: string[]): void {
  const types = ['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'];
  for (const { type, properties, at } of siblings) {
    if (!types.includes(type) || !targets.some((target) => refersTo(properties['ResourceArn'] ?? null, target)))
      continue;
    const acl: Json = properties['WebACLArn'] ?? properties['WebACLId'] ?? null;
    draft.put(['stage', 'webAclArn'], templatedOf(acl)?.raw ?? acl, at);
  }
}
