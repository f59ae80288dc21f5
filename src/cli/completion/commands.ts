import type { Command } from '@oclif/core';

/** What may stand in a place: words to choose from, paths, or anything else. */
export type Values = { kind: 'words'; words: readonly string[] } | { kind: 'files' | 'folders' | 'anything' };

export interface CompletedFlag {
  /** Without dashes. */
  name: string;
  char?: string;
  summary: string;
  /** What its value may be; undefined for a switch. */
  values?: Values;
  /** Whether it may stand more than once. */
  isMultiple: boolean;
}

/** What a shell has to know of a command. */
export interface CompletedCommand {
  name: string;
  summary: string;
  flags: CompletedFlag[];
  /** What the arguments may be, in their order; the last one may repeat. */
  args: readonly Values[];
}

/** Words for arguments and flags that the manifest knows by their place only: `explain RULE`. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

/** Commands as oclif reads them from its manifest, so that completion is as true as help. */
export type Loadable = Pick<Command.Loadable, 'id' | 'summary' | 'flags' | 'args' | 'hidden'>;

/**
 * @param known words by `COMMAND ARG` or `--FLAG` that no manifest has, such as the ids of rules
 * @returns the commands by name
 */
export function completedCommands(commands: readonly Loadable[], known: KnownWords): CompletedCommand[] {
  return commands
    .filter(({ hidden }) => hidden !== true)
    .map((command) => ({
      name: command.id,
      summary: plain(command.summary ?? ''),
      flags: [...Object.values(command.flags), help].flatMap((flag) => flagsOf(flag, known)).sort(byName),
      args: Object.values(command.args).map(({ name, options }) =>
        wordsOr(options ?? known[`${command.id} ${name}`], argKind(name)),
      ),
    }))
    .sort(byName);
}

const help = { name: 'help', type: 'boolean', description: 'show help' } as const;

type LoadedFlag = Command.Flag.Cached | typeof help;

/** A switch that is on by itself can be switched off. */
function flagsOf(flag: LoadedFlag, known: KnownWords): CompletedFlag[] {
  const one = flagOf(flag, known);
  const { name, summary } = one;
  return 'allowNo' in flag && flag.allowNo ? [one, { name: `no-${name}`, summary, isMultiple: false }] : [one];
}

function flagOf(flag: LoadedFlag, known: KnownWords): CompletedFlag {
  const { name, description } = flag;
  const summary = plain(description ?? '');
  if (flag.type === 'boolean') {
    return { name, summary, isMultiple: false, ...('char' in flag && flag.char !== undefined && { char: flag.char }) };
  }
  const { char, options, helpValue, multiple } = flag;
  const values = wordsOr(options ?? known[`--${name}`], flagKind(String(helpValue ?? '')));
  return { name, summary, values, isMultiple: multiple === true, ...(char !== undefined && { char }) };
}

function wordsOr(words: readonly string[] | undefined, kind: 'files' | 'folders' | 'anything'): Values {
  return words === undefined ? { kind } : { kind: 'words', words };
}

function flagKind(helpValue: string): 'files' | 'folders' | 'anything' {
  if (helpValue === 'DIR') return 'folders';
  return /\bFILE\b/.test(helpValue) ? 'files' : 'anything';
}

/** Arguments that name something of an account, or a run of an import, are no files. */
function argKind(name: string): 'files' | 'anything' {
  return /^(?:API_ID|RUN|TEXT)$/.test(name) ? 'anything' : 'files';
}

/** The first line, without what a shell could read otherwise. */
function plain(text: string): string {
  return (text.split('\n')[0] ?? '')
    .replace(/['"`$\\[\]:]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}
