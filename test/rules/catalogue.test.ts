import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptableRules } from '../../src/convert/acceptance.js';
import { differenceClasses, evidences, type Rule, type RuleId } from '../../src/model/index.js';
import { examples } from '../../src/rules/examples/index.js';
import { rules } from '../../src/rules/index.js';

const catalogue = Object.entries(rules);
const guide = /^https:\/\/docs\.aws\.amazon\.com\/apigateway\/latest\/developerguide\/[a-z0-9.-]+\.html$/i;
const serviceModel = /^https:\/\/github\.com\/boto\/botocore\/blob\/[^/]+\/botocore\/data\/apigatewayv2\//;

/** Versions that CHANGELOG.md has, and the one that comes next. */
const versions = [
  ...readFileSync(join(import.meta.dirname, '../../CHANGELOG.md'), 'utf8').matchAll(/^## (\d+\.\d+\.\d+)$/gm),
].flatMap(([, version]) => version ?? []);
const [major = 0, minor = 0] = (versions[0] ?? '').split('.').map(Number);
versions.push(`${major}.${minor + 1}.0`);

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!])\s+(?=[A-Zx])/);
}

/** Ids of the rules whose field has the text of an earlier rule, but for case and spacing. */
function repeated(field: (rule: Rule) => string): string[] {
  const seen = new Set<string>();
  return catalogue.flatMap(([id, rule]) => {
    const text = field(rule).toLowerCase().replace(/\s+/g, ' ');
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew ? [] : [id];
  });
}

describe.each(catalogue)('%s', (id, rule) => {
  it('goes by its own id', () => {
    expect(rule.id).toBe(id);
  });

  it('has a title of one short statement, without a full stop', () => {
    expect(rule.title).toMatch(/^[A-Z].*[^.:;,\s]$/);
    expect(rule.title.length).toBeLessThanOrEqual(70);
  });

  it('is explained in two to four sentences', () => {
    const count = sentencesOf(rule.explanation).length;
    expect(rule.explanation).toMatch(/^\S.*\.$/s);
    expect(count).toBeGreaterThanOrEqual(2);
    expect(count).toBeLessThanOrEqual(4);
  });

  it('says what to do', () => {
    expect(rule.remedy).toMatch(/^[A-Z].+\.$/s);
  });

  it('has texts without stray spaces or line breaks', () => {
    for (const text of [rule.title, rule.explanation, rule.remedy]) {
      expect(text).not.toMatch(/\s{2}|[\n\t]|^\s|\s$/);
    }
  });

  it('has a level, an evidence letter and a version', () => {
    expect(['loss', 'change', 'info']).toContain(rule.level);
    expect(evidences).toContain(rule.evidence);
    expect(rule.since).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('is of a class that its level and security bear out', () => {
    expect(differenceClasses).toContain(rule.class);
    expect(rule.class === 'benign').toBe(rule.level === 'info');
    if (rule.class === 'security') expect(rule.security).toBe(true);
  });

  it('came with a version that CHANGELOG.md knows, or will', () => {
    expect(versions).toContain(rule.since);
  });

  it('links to a page with https', () => {
    const { protocol, href } = new URL(rule.link);
    expect(protocol).toBe('https:');
    expect(href).toBe(rule.link);
  });

  it('is acceptable if and only if the converter takes acceptances for it', () => {
    expect(rule.acceptable).toBe(acceptableRules.has(rule.id));
  });

  it('tells how to accept the loss if and only if that is possible', () => {
    expect(rule.remedy.includes(`name ${id} under accept: in migrate.config.yaml`)).toBe(rule.acceptable);
    expect(rule.remedy.includes('accept:')).toBe(rule.acceptable);
  });

  it('is a loss where it must be accepted', () => {
    if (rule.acceptable) expect(rule.level).toBe('loss');
  });

  it('rests on a page of AWS where its evidence is documentation', () => {
    if (rule.evidence !== 'D') return;
    expect(guide.test(rule.link) || serviceModel.test(rule.link)).toBe(true);
  });
});

describe('the catalogue', () => {
  it.each<[string, (rule: Rule) => string]>([
    ['titles', ({ title }) => title],
    ['explanations', ({ explanation }) => explanation],
    ['examples', ({ id }) => JSON.stringify(examples[id])],
  ])('has no two %s alike', (_name, field) => {
    expect(repeated(field)).toEqual([]);
  });

  it('keeps the rules of a concern together', () => {
    const concerns = catalogue.map(([id]) => id.split('/')[0]);
    const runs = concerns.filter((concern, index) => concern !== concerns[index - 1]);
    expect(runs).toEqual([...new Set(concerns)]);
  });

  it('marks who may call and what shields the API as security', () => {
    const security = catalogue.filter(([, rule]) => rule.security).map(([id]) => id);
    const shields: RuleId[] = [
      'routes/would-catch',
      'cors/preflight-was-protected',
      'integrations/caller-credentials',
      'settings/resource-policy',
      'settings/private-endpoint',
      'settings/tls-policy',
      'settings/api-key-source',
      'unrecognised/extension',
    ];
    const gates = catalogue.map(([id]) => id).filter((id) => /^(access|authorizers)\//.test(id));
    expect(security).toEqual(expect.arrayContaining([...shields, ...gates]));
    expect(security).not.toContain('routes/stays');
  });

  it.each<[RuleId, string]>([
    ['authorizers/cognito-audience', 'authorizers.NAME.audience'],
    ['authorizers/cognito-audience', 'authorizers.NAME.issuer'],
    ['authorizers/cognito-pools', 'authorizers.NAME.issuer'],
    ['vpc-link/needs-decision', 'vpcLinks'],
    ['cors/differs', 'cors.allowOrigins'],
    ['cors/differs', 'cors.allowCredentials'],
    ['lambda/payload-2', 'payloadFormat'],
  ])('%s names the decision %s', (id, key) => {
    expect(rules[id].remedy).toContain(key);
  });
});

describe('the converter and the catalogue', () => {
  const named = rulesNamedByTheConverter();

  it('reads rules in the converter at all', () => {
    expect(named).toContain('routes/carried');
  });

  it('has a text for every rule that the converter names', () => {
    expect([...named].filter((id) => !(id in rules))).toEqual([]);
  });

  it('has no rule that the converter never names', () => {
    const idle = catalogue.map(([id]) => id).filter((id) => id !== 'ledger/unclaimed' && !named.has(id));
    expect(idle).toEqual([]);
  });
});

/**
 * Rules that the source of the converter gives to entries. Comparisons (`rule === '…'`), and the two files that only
 * weigh entries which others made, give none.
 */
function rulesNamedByTheConverter(): Set<string> {
  const folder = join(import.meta.dirname, '../../src/convert');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !['acceptance.ts', 'verdict.ts'].includes(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const literal = /(?<!=== )'([a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*)'/g;
  return new Set(texts.flatMap((text) => [...text.matchAll(literal)].flatMap(([, id]) => id ?? [])));
}
