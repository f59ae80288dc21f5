import type { Difference, DiffResult, NotCompared } from '../diff/differences.js';
import type { NotShown } from '../diff/not-shown.js';
import type { HandlersResult } from '../handlers/handlers.js';
import { whatToDo } from './diff-advice.js';
import { handlersText } from './diff-handlers.js';
import { columns, wrapped, wrappedCommand, wrappedWords } from './diff-lines.js';
import {
  byRule,
  counted,
  definitionLegend,
  type ExplainedByRule,
  hasDefinitions,
  neededBy,
  noiseLegend,
  noiseOf,
  notShownLegend,
  placeOf,
  type RuleTitles,
  sentence,
  summaryOf,
  verdictOf,
} from './diff-rows.js';
import { percent, trafficLines } from './diff-traffic.js';
import { shownValues } from './diff-values.js';

/** @returns the report for a terminal: the verdict, what nobody foretold, the rest by rule, and how much was compared. */
export function diffText(result: DiffResult, rules: RuleTitles, handlers?: HandlersResult): string {
  const unexplained = result.differences.filter(({ rule }) => rule === null);
  const sections = [
    wrappedWords(sentence(verdictOf(result))),
    unexplained.length > 0 ? [...unexplainedHeading(unexplained), ...unexplained.flatMap(inFull)] : [],
    ...byRule(result).map((group) => [
      group.rule,
      `  ${rules[group.rule].title} (evidence ${rules[group.rule].evidence})`,
      ...(group.rule === 'routes/stays' ? staying(group, result) : group.differences.flatMap(inShort)),
      ...toDo(group.differences, rules),
    ]),
    result.notCompared.length > 0
      ? ['NOT COMPARED: what these change is not known', ...result.notCompared.flatMap(missing)]
      : [],
    notShown(result.notShown ?? []),
    noise(result),
    handlers ? handlersText(handlers) : [],
    ...trafficLines(result).map((line) => wrappedWords([...line])),
    wrappedWords(sentence(summaryOf(result)).flatMap((part) => part.split(/(?<=;) /))),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function unexplainedHeading(differences: readonly Difference[]): string[] {
  const heading = `UNEXPLAINED: no rule foretold ${differences.length === 1 ? 'this' : 'these'}`;
  return [heading, ...(hasDefinitions(differences) ? [`  ${definitionLegend}`] : [])];
}

function inFull(difference: Difference): string[] {
  const { class: of, aspect, route, example } = difference;
  const isDefinition = aspect.startsWith('definition.');
  const place = route ?? (isDefinition ? 'whole API' : 'no route');
  const [rest, http] = shownValues(difference, columns - '    REST '.length);
  return [
    ...wrapped([of, aspect, place, ...(isDefinition ? [] : [times(difference)])], '  '),
    `    REST ${rest}`,
    `    HTTP ${http}`,
    ...(example === undefined ? [] : wrappedCommand(example, '    ')),
  ];
}

const leastWidth = 16;

/** The values get what room the rest of the line leaves. */
function inShort(difference: Difference): string[] {
  const { class: of, aspect, accepted } = difference;
  const head = `${of.padEnd(8)}  ${aspect}:`;
  const tail = [placeOf(difference) ?? [], times(difference), ...(accepted ? ['accepted'] : [])].flat();
  const used = ['    ', head, ...tail.map((part) => `  ${part}`), '  ', ' -> '].join('').length;
  const width = Math.min(40, Math.max(leastWidth, Math.floor((columns - used) / 2)));
  return wrapped([`${head} ${shownValues(difference, width).join(' -> ')}`, ...tail], '    ', ' '.repeat(14));
}

/** What stays fails in every respect in the same way; only which routes these are is worth telling. */
function staying({ differences }: ExplainedByRule, { staying: routes }: DiffResult): string[] {
  const [worst] = differences;
  if (worst === undefined) return [];
  const most = differences.reduce((one, other) => (other.count > one.count ? other : one), worst);
  const are = routes.length === 1 ? 'is' : 'are';
  return [
    `    ${worst.class.padEnd(8)}  ${counted(routes.length, 'route')} ${are} not in the HTTP API  ${times(most)}`,
    ...wrappedWords(
      routes.map((route, index) => (index < routes.length - 1 ? `${route},` : route)),
      ' '.repeat(14),
    ),
  ];
}

/** Each thing to do once; what is benign asks for nothing. */
function toDo(differences: readonly Difference[], rules: RuleTitles): string[] {
  const advice = differences
    .filter(({ class: of }) => of !== 'benign')
    .map((difference) => whatToDo(difference, rules))
    .map(({ actor, text }) => `${actor}: ${text}`);
  return [...new Set(advice)].flatMap((line) => wrapped(line.split(' '), '    > ', '      ', ' '));
}

function notShown(rules: readonly NotShown[]): string[] {
  if (rules.length === 0) return [];
  return [
    `NOT SHOWN: ${notShownLegend}`,
    ...rules.flatMap(({ rule, reason }) => wrapped(`${rule}: ${reason}`.split(' '), '  ', '      ', ' ')),
  ];
}

function noise(result: DiffResult): string[] {
  const left = noiseOf(result);
  return left.length === 0 ? [] : [`NOISE: ${noiseLegend}`, ...left.map((one) => `  ${one}`)];
}

function missing(feature: NotCompared): string[] {
  const words = `${feature.gateway.toUpperCase()}  ${feature.feature}  (${neededBy(feature)})`.split(/(?<=\S) (?=\S)/);
  return wrappedWords(words, '  ').map((line, index) => (index === 0 ? line : `      ${line.trimStart()}`));
}

function times({ count, share }: Pick<Difference, 'count' | 'share'>): string {
  return share === undefined ? `${count}x` : `${count}x, ${percent(share)}`;
}
