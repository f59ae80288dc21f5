import type { DiffResult } from '../diff/differences.js';
import type { HandlersResult } from '../handlers/handlers.js';
import { diffHtml } from './diff-html.js';
import { diffJson } from './diff-json.js';
import { diffJunit } from './diff-junit.js';
import { diffMarkdown } from './diff-markdown.js';
import type { RuleTitles } from './diff-rows.js';
import { diffText } from './diff-text.js';

/** The formats of `migrate diff`. */
export const diffFormats = ['text', 'json', 'markdown', 'html', 'junit'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** @returns the differences in one format, and what was found in the sources of functions if they were read. */
export function printDiff(
  result: DiffResult,
  format: DiffFormat,
  rules: RuleTitles,
  handlers?: HandlersResult,
): string {
  switch (format) {
    case 'text':
      return diffText(result, rules, handlers);
    case 'json':
      return diffJson(result, rules, handlers);
    case 'markdown':
      return diffMarkdown(result, rules, handlers);
    case 'html':
      return diffHtml(result, rules, handlers);
    case 'junit':
      return diffJunit(result, rules, handlers);
  }
}
