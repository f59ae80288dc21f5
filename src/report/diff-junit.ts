import type { Difference, DiffResult } from '../diff/differences.js';
import type { HandlersResult } from '../handlers/handlers.js';
import type { RuleId } from '../model/index.js';
import { byFile, placeText } from './diff-handlers.js';
import { byRule, counted, neededBy, type RuleTitles } from './diff-rows.js';
import { shownValues } from './diff-values.js';
import { junitXml, type TestCase } from './junit.js';

/**
 * @returns a JUnit report: a case for each route, which fails where a difference is unexplained (one that lets somebody in and that
 * nobody accepted is always), a case for each rule that foretold something, and one for each file of handlers; what was not
 * compared, not shown, or left out for noise is skipped, with the reason
 */
export function diffJunit(result: DiffResult, rules: RuleTitles, handlers?: HandlersResult): string {
  return junitXml([
    { name: 'migrate diff: routes', cases: routeCases(result) },
    { name: 'migrate diff: rules', cases: ruleCases(result, rules) },
    ...(handlers ? [{ name: 'migrate diff: handlers', cases: handlerCases(handlers) }] : []),
  ]);
}

function routeCases(result: DiffResult): TestCase[] {
  const unexplained = new Map<string, Difference[]>();
  for (const difference of result.differences) {
    if (difference.rule !== null) continue;
    const route = difference.route ?? 'whole API';
    unexplained.set(route, [...(unexplained.get(route) ?? []), difference]);
  }
  const names = [...new Set([...(result.routes ?? []), ...unexplained.keys()])];
  return [
    ...names.map((name) => caseOf(name, 'route', unexplained.get(name) ?? [])),
    ...result.notCompared.map(
      (one): TestCase => ({
        name: `${one.gateway.toUpperCase()}: ${one.feature}`,
        classname: 'not compared',
        skipped: `What this changes is not known; ${neededBy(one)}.`,
      }),
    ),
    ...noiseCases(result),
  ];
}

/** Whoever trusts a green run must see what of a reply it does not vouch for. */
function noiseCases({ noise = [] }: DiffResult): TestCase[] {
  return noise.map(({ aspect, count }) => ({
    name: aspect,
    classname: 'noise',
    skipped: `The REST API itself answers this differently each time, so it was left out of ${counted(count, 'request')}.`,
  }));
}

function caseOf(name: string, classname: string, differences: readonly Difference[]): TestCase {
  const [worst] = differences;
  if (worst === undefined) return { name, classname };
  const message = `${counted(differences.length, 'difference')} that no rule foretold`;
  return { name, classname, failure: { message, type: worst.class, text: differences.map(inFull).join('\n\n') } };
}

function inFull(difference: Difference): string {
  const { class: of, aspect, count, example } = difference;
  const [rest, http] = shownValues(difference, 300);
  return [`${of}  ${aspect}  ${count}x`, `REST ${rest}`, `HTTP ${http}`, ...(example ? [example] : [])].join('\n');
}

/** What was foretold is no failure, and what no request shows is not known to be so. */
function ruleCases(result: DiffResult, rules: RuleTitles): TestCase[] {
  const named = (rule: RuleId) => ({ name: `${rule}: ${rules[rule].title}`, classname: 'rule' });
  return [
    ...byRule(result).map(({ rule }) => named(rule)),
    ...(result.notShown ?? []).map(({ rule, reason }) => ({ ...named(rule), skipped: `Not shown: ${reason}.` })),
  ];
}

function handlerCases({ uses, notRead }: HandlersResult): TestCase[] {
  const failed = byFile(uses.filter(({ grade }) => grade === 'breaks')).map(
    ([file, breaking]): TestCase => ({
      name: file,
      classname: 'handler',
      failure: {
        message: `${counted(breaking.length, 'use')} that breaks`,
        type: 'breaks',
        text: breaking
          .map((use) => `${placeText(use)}  ${use.expression}  ${use.rule}\n${use.what}\n${use.instead}`)
          .join('\n\n'),
      },
    }),
  );
  const failing = new Set(failed.map(({ name }) => name));
  const others = byFile(uses).filter(([file]) => !failing.has(file));
  return [
    ...failed,
    ...others.map(([name]): TestCase => ({ name, classname: 'handler' })),
    ...notRead.map((one): TestCase => ({ name: placeText(one), classname: 'handler', skipped: one.reason })),
  ];
}
