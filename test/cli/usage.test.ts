import { Config, type Interfaces } from '@oclif/core';
import { beforeAll, describe, expect, it } from 'vitest';
import Analyze from '../../src/commands/analyze.js';
import IamPolicy from '../../src/commands/iam-policy.js';
import Rules from '../../src/commands/rules.js';
import { migrate } from '../command-line.js';
import { type Runnable, runCommand } from '../run-command.js';

describe('a mistyped flag or value', () => {
  it.each<[Runnable, string[], says: string, next: string]>([
    [Analyze, ['x', '--formt'], 'There is no flag --formt.', 'Did you mean --format?'],
    [Analyze, ['x', '--formt=json'], 'There is no flag --formt.', 'Did you mean --format?'],
    [Analyze, ['x', '--formt', 'json'], 'There is no flag --formt.', 'Did you mean --format?'],
    [Analyze, ['x', '--jsn'], 'There is no flag --jsn.', 'Did you mean --json?'],
    [Analyze, ['x', '--quetzalcoatl'], 'There is no flag --quetzalcoatl.', 'See migrate analyze --help'],
    [Analyze, ['x', '-z'], 'There is no flag -z.', 'See migrate analyze --help'],
    [Analyze, ['x', '--format', 'jsn'], '--format jsn is not possible: choose text, json', 'Did you mean json?'],
    [Analyze, ['x', '--fail-on', '?'], 'choose blocked, loss, change, info, never', 'Choose one of these.'],
    [IamPolicy, ['imprt'], '"imprt" is not possible: choose export, import, undo', 'Did you mean import?'],
  ])('%o %j: %s %s', async (command, argv, says, next) => {
    const { stdout, stderr, code } = await runCommand(command, ...argv);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(says);
    expect(stderr).toContain(next);
  });

  it('is told by the program itself, without a stack', async () => {
    const { status, stderr } = await migrate(['rules', '--lvel', 'loss']);
    expect(status).toBe(2);
    expect(stderr).toBe('Error: There is no flag --lvel.\n  Next: Did you mean --level?\n');
  });
});

describe('--json', () => {
  let config: Interfaces.Config;
  beforeAll(async () => {
    config = await Config.load(new URL('../..', import.meta.url).pathname);
  });

  it('is a flag of every command but the one that prints a script', () => {
    const without = config.commands.filter(({ flags }) => !('json' in flags)).map(({ id }) => id);
    expect(without).toEqual(['completion']);
  });

  it('is --format json', async () => {
    const [short, long] = [await runCommand(Rules, '--json'), await runCommand(Rules, '--format', 'json')];
    expect(short).toEqual(long);
  });

  it('may stand beside --format json, and not beside another format', async () => {
    expect((await runCommand(Rules, '--json', '--format', 'json')).code).toBe(0);
    const { stdout, stderr, code } = await runCommand(Rules, '--json', '--format', 'text');
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain('--json and --format text contradict each other.');
  });
});

describe('the help of a command', () => {
  it.each([
    ['help', 'explain'],
    ['explain', '--help'],
  ])('is shown by migrate %s %s', async (...argv) => {
    const { status, stdout } = await migrate(argv);
    expect(status).toBe(0);
    expect(stdout).toContain('$ migrate explain RULE');
  });

  it('fits 80 columns with its exit codes, one on a line in each column', async () => {
    const { stdout } = await migrate(['analyze', '--help']);
    expect(stdout).toMatch(/ {2}0 done {2,}4 AWS, network or permission\n {2}1 findings/);
    expect(stdout).toMatch(/ {2}3 input unreadable {2,}70 a bug of ours\n/);
  });

  it('shows examples first', async () => {
    const config = await Config.load(new URL('../..', import.meta.url).pathname);
    const without = config.commands.filter(({ examples }) => (examples ?? []).length === 0).map(({ id }) => id);
    expect(without).toEqual([]);
    const { stdout } = await migrate(['explain', '--help']);
    expect(stdout.indexOf('EXAMPLES')).toBeGreaterThan(0);
    expect(stdout.indexOf('EXAMPLES')).toBeLessThan(stdout.indexOf('USAGE'));
  });
});
