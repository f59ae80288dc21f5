import type { RuleId, Setting, SettingKind } from '../model/index.js';
import type { Verdict } from './claim.js';
import { knownFlag } from './known.js';
import type { Survey } from './survey.js';

/** Says what becomes of a setting; some need to look at what the API has besides. */
export type SettingVerdict = (setting: Setting, survey: Survey) => Verdict;

/** A verdict for each kind of a concern: one that is missing does not compile. */
export type VerdictsOf<Kind extends SettingKind> = Record<Kind, SettingVerdict>;

export function withoutEffect(message: string): Verdict {
  return { rule: 'settings/without-effect', outcome: 'dropped', message };
}

/** A placeholder may hide anything, so it is never taken for "off". */
export function hidden(rule: RuleId, what: string): Verdict {
  return { rule, outcome: 'unknown', message: `A placeholder or function hides ${what}.` };
}

/** @returns the verdict of a switch by its position */
export function bySwitch(
  value: Setting['value'] | undefined,
  verdicts: { on: Verdict; off: string; hidden: string },
): Verdict {
  switch (knownFlag(value)) {
    case true:
      return verdicts.on;
    case false:
      return withoutEffect(verdicts.off);
    case undefined:
      return hidden(verdicts.on.rule, verdicts.hidden);
  }
}
