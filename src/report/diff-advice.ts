import type { Difference } from '../diff/differences.js';
import type { Actor } from '../model/index.js';
import type { RuleTitles } from './diff-rows.js';

/** Who has to do what about a difference. */
export interface WhatToDo {
  actor: Actor;
  text: string;
}

const unforeseen: WhatToDo = {
  actor: 'operator',
  text: 'Find out where it comes from before cutover: nothing in the conversion foretold it.',
};
const changedDefinition: WhatToDo = {
  actor: 'operator',
  text: 'Convert again, or find out who changed the definition of the HTTP API, and why.',
};

/** @returns the advice of the rule for what differs, else its remedy, which speaks to whoever runs the API. */
export function whatToDo({ rule, aspect }: Pick<Difference, 'rule' | 'aspect'>, rules: RuleTitles): WhatToDo {
  if (rule === null) return aspect.startsWith('definition.') ? changedDefinition : unforeseen;
  const { advice = [], remedy } = rules[rule];
  const own = advice.find(({ about }) => about.some((name) => isOf(name, aspect)));
  return own ? { actor: own.actor, text: own.text } : { actor: 'operator', text: remedy };
}

function isOf(name: string, aspect: string): boolean {
  return aspect === name || aspect.startsWith(`${name}.`);
}
