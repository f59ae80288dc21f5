import { evidences, type Outcome, type RuleId } from '../../src/model/index.js';
import { evidenceText } from '../../src/report/evidence.js';
import { printRules } from '../../src/report/rules.js';
import { type Concern, concernNames, concernOf, concerns } from '../../src/rules/concerns.js';
import { examples } from '../../src/rules/examples/index.js';
import { rules } from '../../src/rules/index.js';
import { features } from './features.js';
import { type Outcomes, outcomesOf } from './outcomes.js';

const all = Object.values(rules);
const page = { width: 100, concerns };
const made = '<!-- Made of the catalogue by `npm run docs`. -->';

/** @returns the pages of docs/ by their paths below it; the same every time */
export async function documentationPages(): Promise<Map<string, string>> {
  return new Map([
    ['compatibility.md', await compatibilityPage()],
    ['rules/README.md', indexPage()],
    ...concernNames.map((concern): [string, string] => [`rules/${concern}.md`, concernPage(concern)]),
  ]);
}

function rulesOf(concern: Concern) {
  return all.filter(({ id }) => concernOf(id) === concern).map((rule) => ({ ...rule, concern }));
}

function concernPage(concern: Concern): string {
  const shown = rulesOf(concern).map((rule) => ({ ...rule, example: examples[rule.id] }));
  const note = 'Snippets leave out what does not matter, such as `uri` and `responses`. [All rules](README.md)';
  const [title = '', ...rest] = printRules(shown, 'markdown', page).split('\n');
  return [title, '', made, '', note, ...rest].join('\n');
}

function indexPage(): string {
  const parts = concernNames.flatMap((concern) => [
    `## [${concerns[concern]}](${concern}.md)`,
    '',
    '| rule | level | class | what happens |',
    '|---|---|---|---|',
    ...rulesOf(concern).map((rule) => `| ${linkTo(rule.id, '')} | ${rule.level} | ${rule.class} | ${rule.title} |`),
    '',
  ]);
  return `# Rules\n\n${made}\n\n${introduction}\n\n${parts.join('\n')}`.trimEnd().concat('\n');
}

const introduction = `A rule is one incompatibility, or one thing that moves along. \`migrate rules\` lists them, \`migrate explain RULE\` shows one.

- **Level**, of what does not block: \`loss\`, \`change\` or \`info\`. \`--fail-on\` goes by it.
- **Class**, the worst that it can mean where nobody acts on it: \`security\` somebody gets in who was kept out, \`breaking\` a correct
  client or backend can stop working, \`visible\` somebody can tell the two apart, \`benign\` nobody has to care.
- **Evidence**, how we know: ${evidences.map((letter) => `${letter} ${evidenceText[letter]}`).join(', ')}.`;

async function compatibilityPage(): Promise<string> {
  const outcomes = new Map<RuleId, Outcomes>();
  for (const rule of all) outcomes.set(rule.id, await outcomesOf(rule));
  const parts = Object.entries(features).flatMap(([title, rows]) => [
    `## ${title}`,
    '',
    '| REST API | in the HTTP API | rule | evidence |',
    '|---|---|---|---|',
    ...rows.flatMap(({ name, rules: ids }) => ids.map((id, index) => rowOf(index === 0 ? name : '', id, outcomes))),
    '',
  ]);
  return `# What becomes of a REST API\n\n${made}\n\n${legend}\n\n${parts.join('\n')}`.trimEnd().concat('\n');
}

const legend = `What the converter makes of the example of each rule, as it stands, and behind the arrow once the loss is accepted or the
decision made in \`migrate.config.yaml\`. **carried** as it is, **rewritten** with the same effect, **changes** something that callers or
backends can see, **replaced** by something else, **dropped**, **blocked** until somebody acts, **unknown** to us or from the file.`;

function rowOf(feature: string, id: RuleId, outcomes: ReadonlyMap<RuleId, Outcomes>): string {
  const { now = [], decided } = outcomes.get(id) ?? {};
  const becomes = [now, ...(decided ? [decided] : [])].map((some) => some.map((one) => words[one]).join(', '));
  const text = [...new Set(becomes.filter(Boolean))].join(' → ');
  return `| ${feature} | ${text} | ${linkTo(id, 'rules/')} ${rules[id].title} | ${rules[id].evidence} |`;
}

const words: Record<Outcome, string> = {
  carried: 'carried',
  rewritten: 'rewritten',
  'behaviour-changes': 'changes',
  replaced: 'replaced',
  dropped: 'dropped',
  blocked: 'blocked',
  unknown: 'unknown',
};

/** GitHub makes the anchor of a heading by taking its slash out. */
function linkTo(id: RuleId, folder: string): string {
  return `[${id}](${folder}${concernOf(id)}.md#${id.replace('/', '')})`;
}
