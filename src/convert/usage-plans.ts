import { isObject, type UsagePlanSettingKind } from '../model/index.js';
import type { Verdict } from './claim.js';
import { knownNumber } from './known.js';
import { type SettingVerdict, type VerdictsOf, withoutEffect } from './setting-verdict.js';

/** Usage plans count and limit calls with an API key, so only methods that ask for one (FE-MGT-RATE, FE-MGT-USE). */
export const usagePlanVerdicts: VerdictsOf<UsagePlanSettingKind> = {
  'usage-plan': whereKeysCount(({ name }) => keysEnd(`The usage plan ${name} ends with the API keys.`)),
  'usage-plan-throttle': whereKeysCount(({ name, value }) => limits(`${name} limits each key to ${described(value)}.`)),
  'usage-plan-quota': whereKeysCount(({ name, value }) =>
    limits(`${name} gives each key a quota: ${described(value)}.`),
  ),
  'api-keys': (setting, survey) => {
    const { value } = setting;
    const count = knownNumber(isObject(value) ? value['count'] : value);
    if (count === 0) return withoutEffect('There are no API keys.');
    return whereKeysCount(() => keysEnd(`${count ?? 'Some'} API keys open nothing any more.`))(setting, survey);
  },
};

function whereKeysCount(verdict: SettingVerdict): SettingVerdict {
  return (setting, survey) =>
    survey.asksForKeys
      ? verdict(setting, survey)
      : withoutEffect('No method asks for an API key, so nobody is counted.');
}

function keysEnd(message: string): Verdict {
  return { rule: 'usage-plans/keys', outcome: 'dropped', message };
}

function limits(message: string): Verdict {
  return { rule: 'usage-plans/limits', outcome: 'blocked', message: `${message} HTTP APIs count no callers.` };
}

function described(value: unknown): string {
  const members = isObject(value) ? Object.entries(value) : [];
  return members.map(([key, limit]) => `${key} ${isObject(limit) ? 'hidden by a function' : String(limit)}`).join(', ');
}
