import type { CompletedCommand, CompletedFlag, Values } from './commands.js';

/** @returns a script for bash 3.2 and newer, which macOS has: a function for the program, and a branch for each command */
export function bashScript(program: string, commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completion of ${program} for bash: source <(${program} completion bash)
_${program}() {
  local cur prev command word index values
  COMPREPLY=()
  cur=\${COMP_WORDS[COMP_CWORD]}
  prev=\${COMP_WORDS[COMP_CWORD-1]}
  # bash breaks --flag=value into three words.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ $word != -* ]]; then command=$word; break; fi
  done
  case "$command" in
${commands.map(commandBranch).join('\n')}
    '') COMPREPLY=($(compgen -W '${names} --help --version' -- "$cur")) ;;
  esac
}
complete -F _${program} ${program}
`;
}

function commandBranch({ name, flags, args }: CompletedCommand): string {
  const valued = flags.filter(({ values }) => values !== undefined);
  const words = flags.map((flag) => `--${flag.name}`).join(' ');
  return `    ${name})
      case "$prev" in
${valued.map(flagBranch).join('\n')}
      esac
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${words}' -- "$cur")); return; fi
      ${args.length === 0 ? ':' : reply(merged(args))} ;;`;
}

function flagBranch({ name, char, values }: CompletedFlag): string {
  const patterns = [`--${name}`, ...(char === undefined ? [] : [`-${char}`])].join('|');
  return `        ${patterns}) ${values === undefined ? ':' : reply(values)}; return ;;`;
}

function reply(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W '${values.words.join(' ')}' -- "$cur"))`;
    case 'files':
      return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))';
    case 'folders':
      return 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$cur"))';
    case 'anything':
      return ':';
  }
}

/** bash does not count arguments here: whichever of them has something to offer, offers it. */
function merged(args: readonly Values[]): Values {
  return args.find(({ kind }) => kind !== 'anything') ?? { kind: 'anything' };
}
