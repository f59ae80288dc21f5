import type { Asked, Sheet } from './questions-commands.js';
import { printable } from './wrap.js';

/**
 * @returns a script for a POSIX shell that runs every command which needs nothing filled in, and keeps each answer in a
 *   file. All of them only read; one that fails is told, and does not keep the others from running.
 */
export function questionsScript({ api, questions }: Sheet): string {
  const body = questions.flatMap(commandLines);
  return `#!/bin/sh
# What the definition cannot tell${comment(api)}. Every command only reads.
# Usage: sh questions.sh [FOLDER]
set -u
# Answers may hold what is nobody else's business.
umask 077
folder="\${1:-answers}"
mkdir -p "$folder" || exit 1
failed=0

ask() {
  name="$1"
  shift
  if "$@" --output json > "$folder/$name.json" 2> "$folder/$name.err"; then
    rm -f "$folder/$name.err"
    echo "$name: $folder/$name.json"
  else
    rm -f "$folder/$name.json"
    failed=$((failed + 1))
    echo "$name: failed, see $folder/$name.err" >&2
  fi
}

${body.join('\n')}
[ "$failed" -eq 0 ]
`;
}

function commandLines({ id, question, commands }: Asked, number: number): string[] {
  const name = `${String(number + 1).padStart(2, '0')}-${id.replaceAll(/[^\w-]+/g, '-').slice(0, 40)}`;
  const lines = commands.map(({ line, missing }, index) => {
    const ask = `ask ${name}${commands.length > 1 ? `-${index + 1}` : ''} ${line}`;
    return missing.length === 0 ? ask : `# Fill in ${missing.join(', ')}:\n# ${ask}`;
  });
  return [`# ${printable(question)}`, ...lines, ''];
}

function comment(api: string): string {
  return api === '' ? '' : ` of ${printable(api)}`;
}
