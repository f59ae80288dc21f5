import { bashScript } from './bash.js';
import type { CompletedCommand } from './commands.js';
import { fishScript } from './fish.js';
import { zshScript } from './zsh.js';

/** Shells that can complete the command line. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/**
 * The scripts are our own: `@oclif/plugin-autocomplete` has none for fish, keeps its own in a cache that is made on the
 * first use and stale after an update, does not know files from words, and adds three commands.
 *
 * @returns the script that a shell reads to complete a program
 */
export function completionScript(
  shell: (typeof shells)[number],
  program: string,
  commands: readonly CompletedCommand[],
): string {
  switch (shell) {
    case 'bash':
      return bashScript(program, commands);
    case 'zsh':
      return zshScript(program, commands);
    case 'fish':
      return fishScript(program, commands);
  }
}
