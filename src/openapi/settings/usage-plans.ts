import { below, isObject, type Json, type Pointer } from '../../model/index.js';
import { templatedOf } from '../templated.js';
import {
  type Found,
  type Members,
  nothing,
  readList,
  readMap,
  readMembers,
  type Section,
  strangers,
  together,
} from './members.js';
import { methodsOf } from './stage.js';

const throttleKeys = ['burstLimit', 'rateLimit'];
const stageKeys = ['apiId', 'stage', 'throttle'];

/** Members of UsagePlan, with the number of its keys; never a key itself. */
const members: Members = {
  id: 'usage-plan',
  name: 'usage-plan',
  description: 'usage-plan',
  productCode: 'usage-plan',
  apiStages: 'usage-plan',
  tags: 'usage-plan',
  throttle: { kind: 'usage-plan-throttle', keys: throttleKeys },
  quota: { kind: 'usage-plan-quota', keys: ['limit', 'offset', 'period'] },
  apiKeys: { kind: 'api-keys', keys: ['count'] },
};

export function readUsagePlan({ value, at }: Section): Found {
  const name = templatedOf(value['name'])?.text ?? templatedOf(value['id'])?.text ?? 'usage plan';
  const stages = below(at, 'apiStages');
  return together([
    readMembers({ value, at, name }, members),
    readList(value['apiStages'], stages, (stage) =>
      together([
        { settings: [], unrecognised: strangers(stage.value, stage.at, stageKeys) },
        readMap(stage.value['throttle'], below(stage.at, 'throttle'), (section) => methodThrottles(section, name)),
      ]),
    ),
  ]);
}

function methodThrottles({ value, at }: Section, plan: string): Found {
  return together(
    Object.entries(value).map(([key, throttle]) =>
      methodThrottle(throttle ?? null, below(at, key), `${plan} ${methodsOf(key)}`),
    ),
  );
}

function methodThrottle(value: Json, at: Pointer, name: string): Found {
  if (!isObject(value)) return nothing;
  return {
    settings: [{ at, kind: 'usage-plan-throttle', value, name }],
    unrecognised: strangers(value, at, throttleKeys),
  };
}

export function readKeyCount(section: Section): Found {
  return readMembers(section, { count: 'api-keys' });
}
