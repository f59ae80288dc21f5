import type { Decisions } from '../model/index.js';

/** Flags that are numbers; all others are read as they are written. */
const numbers = new Set(['web-acl-rules', 'weeks']);

/**
 * Puts what the decisions say of use in the places of flags that nobody passed.
 *
 * @param usage by the flags' names in camel case: `responseSize`
 */
export function withUsageDecision<Given extends object>(flags: Given, usage: Decisions['usage']): Given {
  const decided = Object.entries(usage ?? {}).map(([key, value]) => {
    const flag = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return [flag, numbers.has(flag) ? Number(value) : String(value)];
  });
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  // The schema of decisions has the flags' names and forms.
  return { ...Object.fromEntries(decided), ...Object.fromEntries(given) } as Given;
}
