/** One thing that was looked at. */
export interface TestCase {
  /** What it is about: a route, a rule. */
  name: string;
  /** Group within the suite. */
  classname: string;
  /** Why it failed, and in detail; absent where it passed. */
  failure?: { message: string; type: string; text: string };
  /** Why nobody can tell; absent where somebody can. */
  skipped?: string;
}

export interface TestSuite {
  name: string;
  cases: readonly TestCase[];
}

/**
 * @returns a JUnit report as CI servers read it (https://github.com/testmoapp/junitxml describes the common form). It has no times, so the
 * same result gives the same bytes.
 */
export function junitXml(suites: readonly TestSuite[]): string {
  const lines = suites.flatMap((suite) => [
    `  <testsuite name="${attribute(suite.name)}" ${countsOf(suite.cases)}>`,
    ...suite.cases.flatMap(caseLines),
    '  </testsuite>',
  ]);
  const all = countsOf(suites.flatMap(({ cases }) => cases));
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${all}>`, ...lines, '</testsuites>', ''].join('\n');
}

function countsOf(cases: readonly TestCase[]): string {
  const failures = cases.filter(({ failure }) => failure).length;
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function caseLines({ name, classname, failure, skipped }: TestCase): string[] {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(classname)}"`;
  if (failure) {
    const { message, type, text } = failure;
    return [
      `${head}>`,
      `      <failure message="${attribute(message)}" type="${attribute(type)}">${content(text)}</failure>`,
      '    </testcase>',
    ];
  }
  if (skipped !== undefined) return [`${head}>`, `      <skipped message="${attribute(skipped)}"/>`, '    </testcase>'];
  return [`${head}/>`];
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function attribute(text: string): string {
  return allowed(text).replaceAll(/[&<>"\n\t]/g, (sign) => entities[sign] ?? sign);
}

function content(text: string): string {
  return allowed(text).replaceAll(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** XML 1.0 has no way to write most control characters (https://www.w3.org/TR/xml/#charsets). */
function allowed(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
