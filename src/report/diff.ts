import type { DiffResult } from '../diff/differences.js';
import { diffJson } from './diff-json.js';
import { diffMarkdown } from './diff-markdown.js';
import type { RuleTitles } from './diff-rows.js';
import { diffText } from './diff-text.js';

/** The formats of `migrate diff`. */
export const diffFormats = ['text', 'json', 'markdown'] as const;
export type DiffFormat = (typeof diffFormats)[number];

/** @returns the differences in one format. */
export function printDiff(result: DiffResult, format: DiffFormat, rules: RuleTitles): string {
  switch (format) {
    case 'text':
      return diffText(result, rules);
    case 'json':
      return diffJson(result, rules);
    case 'markdown':
      return diffMarkdown(result, rules);
  }
}
