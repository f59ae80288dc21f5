import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { completedCommands } from '../cli/completion/commands.js';
import { completionScript, shells } from '../cli/completion/scripts.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { concernNames } from '../rules/concerns.js';
import { rules } from '../rules/index.js';

export default class Completion extends BaseCommand {
  static override summary = 'Print a script with which a shell completes commands, flags and their values.';

  static override description =
    `The script knows commands, flags, values to choose from, files, and the ids of rules. To have it in every shell:

bash: echo 'source <(migrate completion bash)' >> ~/.bashrc
zsh: echo 'source <(migrate completion zsh)' >> ~/.zshrc, below compinit
fish: migrate completion fish > ~/.config/fish/completions/migrate.fish

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> bash',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/<%= config.bin %>.fish',
  ];

  /** A script has no other form. */
  static override baseFlags = {};

  static override args = { SHELL: Args.option({ options: shells })({ description: 'the shell', required: true }) };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const all = Object.values(rules);
    const known = {
      'explain RULE': [...all.map(({ id }) => id), ...concernNames],
      '--accept': all.filter(({ acceptable }) => acceptable).map(({ id }) => id),
    };
    const commands = completedCommands(this.config.commands, known);
    await this.show(completionScript(args.SHELL, this.config.bin, commands));
  }
}
