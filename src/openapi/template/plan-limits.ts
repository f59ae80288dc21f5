import { isObject, type JsonObject, type Pointer } from '../../model/index.js';
import { isIntrinsic } from '../templated.js';
import type { SettingsDraft } from './settings-draft.js';

/** Properties and where they stand. */
interface Written {
  properties: JsonObject;
  at: Pointer;
}

/** Adds throttle and quota of a usage plan, which CloudFormation and SAM write alike. */
export function addLimits(draft: SettingsDraft, place: string[], { properties, at }: Written): void {
  const limits = {
    Throttle: { key: 'throttle', names: { BurstLimit: 'burstLimit', RateLimit: 'rateLimit' } },
    Quota: { key: 'quota', names: { Limit: 'limit', Offset: 'offset', Period: 'period' } },
  };
  for (const [property, { key, names }] of Object.entries(limits)) {
    const value = properties[property];
    if (value === undefined || value === null) continue;
    if (isObject(value) && !isIntrinsic(value))
      draft.copy([...place, key], { properties: value, at: `${at}/${property}` }, names);
    else draft.put([...place, key], value, `${at}/${property}`);
  }
}
