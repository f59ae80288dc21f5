import { isObject, type Json, type JsonObject } from '../../model/index.js';
import type { Candidate } from './candidates.js';
import { addLimits } from './plan-limits.js';
import { type Resource, refersTo } from './resources.js';
import { type SettingsDraft, tagsOf } from './settings-draft.js';
import { siblingsOf } from './siblings-of.js';

/**
 * Adds the usage plans that name the API, and how many keys belong to them; keys themselves are never read.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html
 */
export function addUsagePlans(draft: SettingsDraft, siblings: Resource[], api: Candidate): void {
  const plans = siblingsOf(siblings, 'AWS::ApiGateway::UsagePlan', api);
  if (plans.length === 0) return;
  for (const [index, plan] of plans.entries()) addPlan(draft, String(index), { plan, siblings, api });
  const uses = siblings.filter((one) => plans.some((plan) => isKeyOf(one, plan)));
  const keys = new Set(uses.map(({ properties }) => JSON.stringify(properties['KeyId'] ?? null)));
  if (plans[0]) draft.put(['apiKeys', 'count'], keys.size, uses[0]?.at ?? plans[0].at);
}

function isKeyOf({ type, properties }: Resource, plan: Resource): boolean {
  return type === 'AWS::ApiGateway::UsagePlanKey' && refersTo(properties['UsagePlanId'] ?? null, plan.logicalId);
}

interface Plan {
  plan: Resource;
  siblings: Resource[];
  api: Candidate;
}

function addPlan(draft: SettingsDraft, index: string, { plan, siblings, api }: Plan): void {
  const { properties } = plan;
  const at = `${plan.at}/Properties`;
  const place = ['usagePlans', index];
  draft.copy(place, { properties, at }, { UsagePlanName: 'name', Description: 'description' });
  const stages = Array.isArray(properties['ApiStages']) ? properties['ApiStages'] : [];
  const own = stages.filter((stage) => refersTo(stage, api.logicalId)).filter(isObject);
  draft.put([...place, 'apiStages'], own.map(stageOf), `${at}/ApiStages`);
  addLimits(draft, place, { properties, at });
  const tags = tagsOf(properties['Tags']);
  if (tags !== undefined && tags !== null) draft.put([...place, 'tags'], tags, `${at}/Tags`);
  const keys = siblings.filter((one) => isKeyOf(one, plan));
  draft.put([...place, 'apiKeys', 'count'], keys.length, keys[0]?.at ?? plan.at);
}

function stageOf({ ApiId: apiId, Stage: stage, Throttle: throttle }: JsonObject): Json {
  return {
    apiId: apiId ?? null,
    stage: stage ?? null,
    ...(isObject(throttle) && {
      throttle: Object.fromEntries(Object.entries(throttle).map(([method, limits]) => [method, limitsOf(limits)])),
    }),
  };
}

function limitsOf(limits: Json | undefined): Json {
  if (!isObject(limits)) return limits ?? null;
  const { BurstLimit: burstLimit, RateLimit: rateLimit } = limits;
  return { ...(burstLimit !== undefined && { burstLimit }), ...(rateLimit !== undefined && { rateLimit }) };
}
