import type { Rule } from '../model/index.js';
import type { Concern } from '../rules/concerns.js';
import type { Example } from '../rules/examples/fragment.js';
import { rulesMarkdown } from './rules-markdown.js';
import { rulesText, ruleText } from './rules-text.js';

/** A rule with its example, where that is to be shown. */
export interface ShownRule extends Rule {
  concern: Concern;
  example?: Example;
}

export const rulesFormats = ['text', 'json', 'markdown'] as const;

/** How rules are laid out. */
export interface RulesPage {
  /** Columns for text. */
  width: number;
  /** The concerns in words. */
  concerns: Record<Concern, string>;
}

/** @returns a list of rules, with a newline at the end: text and Markdown for people, JSON of `schemas/rules.schema.json` */
export function printRules(
  rules: readonly ShownRule[],
  format: (typeof rulesFormats)[number],
  page: RulesPage,
): string {
  switch (format) {
    case 'text':
      return rulesText(rules, page);
    case 'json':
      return rulesJson(rules);
    case 'markdown':
      return rulesMarkdown(rules, page);
  }
}

/** @returns one rule as a whole, with a newline at the end; its JSON is a list of one */
export function printRule(rule: ShownRule, format: (typeof rulesFormats)[number], page: RulesPage): string {
  switch (format) {
    case 'text':
      return ruleText(rule, page.width);
    case 'json':
      return rulesJson([rule]);
    case 'markdown':
      return rulesMarkdown([rule], page);
  }
}

function rulesJson(rules: readonly ShownRule[]): string {
  return `${JSON.stringify({ version: 1, rules }, null, 2)}\n`;
}
