import type { Analysis } from './analysis.js';

export function analysisHtml(_analysis: Analysis): string {
  return '';
}
