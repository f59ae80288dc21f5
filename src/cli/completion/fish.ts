import type { CompletedCommand, CompletedFlag, Values } from './commands.js';

/** @returns a script for fish 3 and newer: a line for each thing that can be completed */
export function fishScript(program: string, commands: readonly CompletedCommand[]): string {
  const complete = `complete -c ${program}`;
  return [
    `# Completion of ${program} for fish: ${program} completion fish > ~/.config/fish/completions/${program}.fish`,
    `${complete} -f`,
    `${complete} -n __fish_use_subcommand -l help -d 'show help'`,
    `${complete} -n __fish_use_subcommand -l version -d 'show the version'`,
    ...commands.flatMap((command) => commandLines(complete, command)),
    '',
  ].join('\n');
}

function commandLines(complete: string, { name, summary, flags, args }: CompletedCommand): string[] {
  const within = `${complete} -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `${complete} -n __fish_use_subcommand -a ${name} -d '${summary}'`,
    ...flags.map((flag) => `${within} ${flagOptions(flag)}`),
    ...args.flatMap((values) => argOptions(values)).map((options) => `${within} ${options}`),
  ];
}

function flagOptions({ name, char, summary, values }: CompletedFlag): string {
  const value = values === undefined ? '' : ` ${valueOptions(values)}`;
  return `-l ${name}${char === undefined ? '' : ` -s ${char}`}${value} -d '${summary}'`;
}

/** -r wants a value, -F lets in files, -x wants a value that is no file. */
function valueOptions(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `-x -a '${values.words.join(' ')}'`;
    case 'files':
      return '-r -F';
    case 'folders':
      return "-x -a '(__fish_complete_directories)'";
    case 'anything':
      return '-x';
  }
}

function argOptions(values: Values): string[] {
  switch (values.kind) {
    case 'words':
      return [`-a '${values.words.join(' ')}'`];
    case 'files':
    case 'folders':
      return ['-F'];
    case 'anything':
      return [];
  }
}
