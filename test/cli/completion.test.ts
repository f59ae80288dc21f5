import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Config } from '@oclif/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Completion from '../../src/commands/completion.js';
import { runCommand } from '../run-command.js';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

const isThere = (shell: Shell) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'migrate-completion-'));
const script = (shell: Shell) => join(folder, `migrate.${shell}`);

beforeAll(async () => {
  for (const shell of shells) writeFileSync(script(shell), (await runCommand(Completion, shell)).stdout);
  for (const name of ['api.yaml', 'api.json']) writeFileSync(join(folder, name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const cases: [line: string, finds: string[], findsNot: string[]][] = [
  ['migrate an', ['analyze'], ['convert']],
  ['migrate analyze --for', ['--format'], ['--config']],
  ['migrate analyze --format ', ['text', 'json'], ['yaml']],
  ['migrate convert --format ', ['yaml', 'json'], ['text']],
  ['migrate explain access/api', ['access/api-key'], ['access/iam']],
  ['migrate analyze api', ['api.yaml', 'api.json'], ['migrate.zsh']],
  ['migrate completion ', ['bash', 'zsh', 'fish'], ['api.yaml']],
  ['migrate simulate --no-', ['--no-page'], ['--page']],
];

/** Asks a real shell what the line can go on with. */
const complete: Record<Shell, (line: string) => Promise<string[]>> = {
  bash: async (line) => {
    const code = `source ${script('bash')}
      COMP_WORDS=(); for word in $1; do COMP_WORDS+=("$word"); done
      [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _migrate; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return linesOf(
      await said('bash', ['--norc', '-c', code, 'bash', line.replace(/(=)/g, ' $1 ').replace(/= $/, '=')]),
    );
  },
  fish: async (line) => {
    const code = `source ${script('fish')}; complete -C ${JSON.stringify(line)}`;
    return linesOf(await said('fish', ['--no-config', '-c', code])).map((found) => found.split('\t')[0] ?? '');
  },
  zsh: async (line) => {
    zsh ??= inZsh();
    return (await zsh).get(line) ?? [];
  },
};

let zsh: Promise<Map<string, string[]>> | undefined;

/**
 * Completes all lines in one session, which takes zsh a while to begin. What its completion system hands to the line
 * editor is written down besides; a terminal of its own is needed for that.
 */
async function inZsh(): Promise<Map<string, string[]>> {
  const [session, found] = [join(folder, 'session.zsh'), join(folder, 'found')];
  writeFileSync(
    session,
    `autoload -Uz compinit; compinit -u -D; source ${script('zsh')}
     compadd() { local -a words; builtin compadd -O words "$@"; print -rl -- $words >> ${found}; builtin compadd "$@" }
     PS1=; print REA''DY`,
  );
  const code = `zmodload zsh/zpty; zpty -b it 'zsh -f -i'; zpty -w it 'source ${session}'
    for i in {1..200}; do zpty -r -t it answer && out+=$answer; [[ $out == *READY* ]] && break; sleep 0.1; done
    for line in "$@"; do
      : > ${found}; zpty -w -n it "$line"$'\\t'
      for i in {1..100}; do zpty -r -t it answer; [[ -s ${found} ]] && { sleep 0.3; break }; sleep 0.1; done
      print -r -- "= $line"; cat ${found}; zpty -w -n it $'\\x15'
    done
    zpty -d it`;
  const answers = await said('zsh', ['-f', '-c', code, 'zsh', ...cases.map(([line]) => line)]);
  const parts = answers.split(/^= /m).slice(1);
  return new Map(parts.map((part) => [part.split('\n')[0] ?? '', linesOf(part.slice(part.indexOf('\n')))]));
}

async function said(shell: Shell, args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' };
  return (await promisify(execFile)(shell, args, { cwd: folder, env })).stdout;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe.each(shells)('%s', (shell) => {
  it.skipIf(!isThere(shell)).each(cases)(
    `completes "%s" in ${shell}${isThere(shell) ? '' : ', which is not here'}`,
    async (line, finds, findsNot) => {
      const found = await complete[shell](line);
      for (const word of finds) expect(found.join(' ')).toContain(word);
      for (const word of findsNot) expect(found).not.toContain(word);
    },
  );

  it.skipIf(!isThere(shell))(`is a script that ${shell} can read`, () => {
    expect(spawnSync(shell, ['-n', script(shell)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('the scripts', () => {
  it.each(shells)('%s: know every command and every flag', async (shell) => {
    const text = readFileSync(script(shell), 'utf8');
    const config = await Config.load(new URL('../..', import.meta.url).pathname);
    for (const { id, flags } of config.commands) {
      expect(text).toContain(id);
      for (const name of Object.keys(flags)) expect(text).toMatch(new RegExp(`(?:--|-l )${name}\\b`));
    }
  });

  it('are the same every time', async () => {
    expect((await runCommand(Completion, 'bash')).stdout).toBe(readFileSync(script('bash'), 'utf8'));
  });

  it('refuses a shell that it has nothing for, with those that it has', async () => {
    const { code, stderr } = await runCommand(Completion, 'powershell');
    expect([code, stderr]).toEqual([2, expect.stringContaining('choose bash, zsh, fish')]);
  });
});
