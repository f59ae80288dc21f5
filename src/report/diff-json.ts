import type { Difference, DiffResult } from '../diff/differences.js';
import type { HandlersResult } from '../handlers/handlers.js';
import { whatToDo } from './diff-advice.js';
import type { RuleTitles } from './diff-rows.js';

/** @returns the JSON of `migrate diff`, version 1: keys in a fixed order, an absent value is an absent key. */
export function diffJson(result: DiffResult, rules: RuleTitles, handlers?: HandlersResult): string {
  const { requests, same, recorded, traffic, differences, unexplained, ignored, ignoredBy } = result;
  const { notCompared, notShown = [], staying, noise } = result;
  const told = differences.map((difference) => differenceJson(difference, rules));
  const rest = { unexplained, ignored, ignoredBy, notCompared, notShown, staying };
  const more = { ...(noise && { noise }), ...(handlers && { handlers }) };
  const shown = { version: 1, requests, same, recorded, traffic, differences: told, ...rest, ...more };
  return JSON.stringify(shown, null, 2);
}

/** Without the exchange: the example as a command says enough to see it again. */
function differenceJson({ seen, ...difference }: Difference, rules: RuleTitles) {
  const { class: of, rule, ...rest } = difference;
  const { actor, text } = whatToDo(difference, rules);
  return {
    class: of,
    rule,
    ...(rule === null ? {} : { evidence: rules[rule].evidence }),
    ...rest,
    actor,
    advice: text,
  };
}
