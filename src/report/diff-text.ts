import type { Difference, DiffResult, NotCompared } from '../diff/differences.js';
import { byRule, neededBy, type RuleTitles, shown, summaryOf } from './diff-rows.js';

/** @returns the report for a terminal: what nobody foretold first, then the rest by rule, the sum at the end. */
export function diffText(result: DiffResult, rules: RuleTitles): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const sections = [
    unexplained.length > 0
      ? [`UNEXPLAINED: no rule foretold ${unexplained.length === 1 ? 'this' : 'these'}`, ...unexplained.flatMap(inFull)]
      : [],
    ...byRule(result).map(({ rule, differences }) => [rule, `  ${rules[rule].title}`, ...differences.map(inOneLine)]),
    result.notCompared.length > 0
      ? ['NOT COMPARED: a simulator does not have it', ...result.notCompared.map(missing)]
      : [],
    [`${summaryOf(result)}.`],
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function inFull(difference: Difference): string[] {
  const { class: of, aspect, route, rest, http, example, count } = difference;
  return [
    `  ${of}  ${aspect}  ${route ?? 'no route'}  ${times(count)}`,
    `    REST ${shown(rest, 68)}`,
    `    HTTP ${shown(http, 68)}`,
    `    ${example}`,
  ];
}

function inOneLine({ class: of, aspect, route, rest, http, count }: Difference): string {
  const change = `${shown(rest, 16)} -> ${shown(http, 16)}`;
  return `    ${of.padEnd(8)}  ${aspect}: ${change}  ${route === null ? '' : `${route}  `}${times(count)}`;
}

function missing(feature: NotCompared): string {
  return `  ${feature.gateway.toUpperCase()}  ${feature.feature}  ${neededBy(feature)}`;
}

function times(count: number): string {
  return `${count}x`;
}
