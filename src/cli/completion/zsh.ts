import type { CompletedCommand, CompletedFlag, Values } from './commands.js';

/** @returns a script for zsh, to be sourced, or put as _PROGRAM into a folder of $fpath */
export function zshScript(program: string, commands: readonly CompletedCommand[]): string {
  return `#compdef ${program}
# Completion of ${program} for zsh: source <(${program} completion zsh), after compinit
_${program}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C '--help[show help]' '--version[show the version]' '1:command:->command' '*::argument:->argument' && return
  case $state in
    command)
      local -a commands
      commands=(
${commands.map(({ name, summary }) => `        '${name}:${summary}'`).join('\n')}
      )
      _describe command commands ;;
    argument)
      case $words[1] in
${commands.map(commandBranch).join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _${program} ]]; then _${program} "$@"; else compdef _${program} ${program}; fi
`;
}

function commandBranch({ name, flags, args }: CompletedCommand): string {
  const specs = [...flags.flatMap(flagSpecs), ...args.map((values) => `'*:argument:${action(values)}'`).slice(-1)];
  return `        ${name}) _arguments ${specs.join(' \\\n          ')} ;;`;
}

/** A flag in its long form, and its letter, which shuts out the other unless both may stand together. */
function flagSpecs({ name, char, summary, values, isMultiple }: CompletedFlag): string[] {
  const rest = `[${summary}]${values === undefined ? '' : `:value:${action(values)}`}`;
  const sign = values === undefined ? '' : '=';
  if (isMultiple) return [`'*--${name}${sign}${rest}'`, ...(char === undefined ? [] : [`'*-${char}${rest}'`])];
  if (char === undefined) return [`'--${name}${sign}${rest}'`];
  const both = `'(-${char} --${name})'`;
  return [`${both}'--${name}${sign}${rest}'`, `${both}'-${char}${values === undefined ? '' : '+'}${rest}'`];
}

function action(values: Values): string {
  switch (values.kind) {
    case 'words':
      return `(${values.words.join(' ')})`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'anything':
      return ' ';
  }
}
