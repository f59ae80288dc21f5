import { Args, Flags } from '@oclif/core';
import { iamPolicy } from '../aws/iam-policy.js';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { outputFlag } from '../cli/flags.js';
import { Failure } from '../model/index.js';

export default class IamPolicy extends BaseCommand {
  static override summary = 'Print the least that an AWS role needs for a command.';

  static override description =
    `Calls nothing. The policy is made of the calls that the command can make; it names all APIs and functions of the account, so narrow the resources where you know them. What only reads needs a role that only reads: export, and import --dry-run. That of cost is for --cloudwatch and --athena. Rights on logs are needed only where a stage gets access logs.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> export',
    '<%= config.bin %> <%= command.id %> import --dry-run',
    '<%= config.bin %> <%= command.id %> import -o policy.json',
    '<%= config.bin %> <%= command.id %> "prices update"',
  ];

  static override args = {
    COMMAND: Args.string({
      description: 'the command',
      required: true,
      options: ['export', 'import', 'undo', 'prices update', 'cost'],
    }),
  };

  static override flags = {
    'dry-run': Flags.boolean({ description: 'with import, for --dry-run --live, which only reads' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(IamPolicy);
    await this.show(JSON.stringify(iamPolicy(named(args.COMMAND, flags['dry-run'])), null, 2), flags.output);
  }
}

/** @throws Failure (`usage`) where the flag belongs to another command */
function named(command: string, isDryRun: boolean) {
  if (command === 'import') return isDryRun ? 'import --dry-run' : 'import';
  const isWhole = command === 'export' || command === 'undo' || command === 'prices update' || command === 'cost';
  if (!isDryRun && isWhole) return command;
  throw new Failure('usage', `There is no ${command} --dry-run.`, 'Only import has a dry run.');
}
