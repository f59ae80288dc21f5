import { describe, expect, it } from 'vitest';
import Explain from '../../src/commands/explain.js';
import Rules from '../../src/commands/rules.js';
import type { Rule } from '../../src/model/index.js';
import { printRule } from '../../src/report/rules.js';
import { concernOf, concerns } from '../../src/rules/concerns.js';
import { examples } from '../../src/rules/examples/index.js';
import { rules } from '../../src/rules/index.js';
import { runCommand } from '../run-command.js';
import { fits } from '../schema.js';

const all = Object.values(rules);

async function listed(...argv: string[]): Promise<string[]> {
  const { stdout, code } = await runCommand(Rules, ...argv, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout).rules.map(({ id }: Rule) => id);
}

const where = (is: (rule: Rule) => boolean) => all.filter(is).map(({ id }) => id);

describe('migrate rules', () => {
  it('lists every rule, as its schema says', async () => {
    const { stdout } = await runCommand(Rules, '--format', 'json');
    const list = JSON.parse(stdout);
    expect(fits('rules', list)).toEqual([]);
    expect(list.rules).toHaveLength(all.length);
  });

  it.each<[string, string[], (rule: Rule) => boolean]>([
    ['one level', ['--level', 'loss'], ({ level }) => level === 'loss'],
    ['levels with a comma between', ['--level', 'loss,info'], ({ level }) => level !== 'change'],
    ['a class', ['--class', 'security'], (rule) => rule.class === 'security'],
    ['what is about security', ['--security'], ({ security }) => security],
    ['what can be accepted', ['--acceptable'], ({ acceptable }) => acceptable],
    ['two kinds of evidence', ['--evidence', 'U', '--evidence', 'C'], ({ evidence }) => 'UC'.includes(evidence)],
    ['a concern', ['--concern', 'cors'], ({ id }) => id.startsWith('cors/')],
    [
      'all that is asked for together',
      ['--security', '--level', 'loss', '--concern', 'access'],
      ({ id, level }) => id.startsWith('access/') && level === 'loss',
    ],
  ])('narrows the list to %s', async (_name, argv, is) => {
    expect(await listed(...argv)).toEqual(where(is));
    expect(where(is)).not.toEqual([]);
  });

  it('searches ids and texts for all words, in any case', async () => {
    expect(await listed('API KEY throttle')).toContain('access/api-key');
    expect(await listed('payload-2')).toEqual(['lambda/payload-2']);
  });

  it('says on stderr that nothing is like that, and lists nothing', async () => {
    const { stdout, stderr } = await runCommand(Rules, 'quetzalcoatl', '--json');
    expect(JSON.parse(stdout)).toEqual({ version: 1, rules: [] });
    expect(stderr).toBe('No rule is like that.\n');
  });

  it('shows a line for each under its concern, within the columns', async () => {
    const { stdout } = await runCommand(Rules, '--concern', 'usage-plans');
    expect(stdout).toContain('\nUsage plans and API keys\n  loss    security  usage-plans/limits  Nobody is limited');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('shows a table as Markdown', async () => {
    const { stdout } = await runCommand(Rules, '--concern', 'mock', '--format', 'markdown');
    expect(stdout).toMatch(/^# Mocks\n\n\| rule \|.*\n\|---.*\n\| mock\/integration \| loss \| breaking \|/);
  });

  it('refuses an unknown level with the levels there are', async () => {
    const { stderr, code } = await runCommand(Rules, '--level', 'losss');
    expect([code, stderr]).toEqual([2, expect.stringContaining('choose loss, change, info')]);
    expect(stderr).toContain('Did you mean loss?');
  });
});

describe('migrate explain', () => {
  it('shows title, explanation, remedy, an example and the link', async () => {
    const { stdout, code } = await runCommand(Explain, 'access/api-key');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^access\/api-key: HTTP APIs have no API keys\n/);
    expect(stdout).toContain('  In a method:\n    security: [{api_key: []}]\n\n  Decide in migrate.config.yaml:\n');
  });

  it.each(all)('$id: shows all of it', (rule) => {
    const shown = { ...rule, concern: concernOf(rule.id), example: examples[rule.id] };
    const text = printRule(shown, 'text', { width: 80, concerns });
    const flat = text.replace(/\s+/g, ' ');
    for (const part of [rule.title, rule.explanation, rule.remedy, 'Example', rule.link]) expect(flat).toContain(part);
  });

  it('gives the example in its JSON, as the schema says', async () => {
    const { stdout } = await runCommand(Explain, 'access/iam', '--json');
    const list = JSON.parse(stdout);
    expect(fits('rules', list)).toEqual([]);
    expect(list.rules).toMatchObject([{ id: 'access/iam', example: { before: { of: 'method' } } }]);
  });

  it('lists the rules of a concern', async () => {
    const { stdout } = await runCommand(Explain, 'models');
    expect(stdout).toMatch(/^2 rules[\s\S]*models\/description[\s\S]*models\/definition/);
  });

  it.each([
    ['acces/api-key', 'access/api-key'],
    ['access/api-keys', 'access/api-key'],
    ['corse', 'cors'],
  ])('%s: did you mean %s?', async (typed, meant) => {
    const { stdout, stderr, code } = await runCommand(Explain, typed);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(`Did you mean ${meant}?`);
  });

  it('says where all rules are where nothing is like the name', async () => {
    const { stderr } = await runCommand(Explain, 'quetzalcoatl-and-friends');
    expect(stderr).toContain('See migrate rules');
  });
});
