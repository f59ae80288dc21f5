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
    // What the completion system hands to the line editor is written down instead: a terminal of its own is needed for that.
    const session = join(folder, 'session.zsh');
    const found = join(folder, 'found');
    writeFileSync(found, '');
    writeFileSync(
      session,
      `autoload -Uz compinit; compinit -u -D; source ${script('zsh')}
       zstyle ':completion:*' verbose no
       compadd() { builtin compadd -O words "$@"; print -rl -- $words >> ${found}; builtin compadd "$@" }
       bindkey '^I' complete-word; zle -C complete-word complete-word _main_complete; PS1=; print READY`,
    );
    const code = `zmodload zsh/zpty; zpty it 'zsh -f -i'; zpty -w it 'source ${session}'
      zpty -r it answer '*READY*READY*' ; zpty -w -n it ${JSON.stringify(line)}$'\\t'; sleep 1; zpty -d it`;
    await said('zsh', ['-f', '-c', code]);
    return [...new Set(linesOf(readFileSync(found, 'utf8')))];
  },
};

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
  it.skipIf(!isThere(shell)).each<[line: string, finds: string[], findsNot: string[]]>([
    ['migrate an', ['analyze'], ['convert']],
    ['migrate analyze --for', ['--format'], ['--config']],
    ['migrate analyze --format ', ['text', 'json'], ['yaml']],
    ['migrate convert --format ', ['yaml', 'json'], ['text']],
    ['migrate explain access/api', ['access/api-key'], ['access/iam']],
    ['migrate analyze api', ['api.yaml', 'api.json'], ['migrate.zsh']],
    ['migrate completion ', ['bash', 'zsh', 'fish'], ['api.yaml']],
    ['migrate simulate --no-', ['--no-page'], ['--page']],
  ])(`completes "%s" in ${shell}${isThere(shell) ? '' : ', which is not here'}`, async (line, finds, findsNot) => {
    const found = await complete[shell](line);
    for (const word of finds) expect(found.join(' ')).toContain(word);
    for (const word of findsNot) expect(found).not.toContain(word);
  });

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
