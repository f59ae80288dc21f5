import { Args, Flags } from '@oclif/core';
import type { RunStart } from '../aws/journal.js';
import { awsFlags } from '../cli/aws-flags.js';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { confirmOrRefuse } from '../cli/confirm.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { journalFlag, outputFlag } from '../cli/flags.js';
import { step } from '../cli/progress.js';
import { printRun } from '../report/imported.js';
import { undoPlanLines } from '../report/undo-plan.js';

export default class Undo extends BaseCommand {
  static override summary = 'Take back what a run of import has made.';

  static override description =
    `Reads the journal of the run, and takes its calls back, the last one first: finished, failed half-way, or killed between two calls. What is not known to be done is looked for in the account. What cannot be taken back is listed, and the exit code is 6; the same command goes on with it. A run that a later one has built upon is refused (5): take that one back first.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> 20261123t040506z-1a2b3c',
    '<%= config.bin %> <%= command.id %> 20261123t040506z-1a2b3c --yes --journal /var/migrate/runs',
  ];

  static override args = {
    RUN: Args.string({ description: 'the run, as import named it and as its journal is called', required: true }),
  };

  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    journal: journalFlag,
    region: Flags.string({ description: 'AWS region; default: that of the run', helpValue: 'REGION' }),
    ...awsFlags,
    format: Flags.option({ options: ['text', 'json'] as const, default: 'text' })({
      description: 'how to print the result',
    }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Undo);
    const { readJournal } = await import('../aws/journal.js');
    const entries = await readJournal(flags.journal, args.RUN);
    const [start] = entries;
    const { openAccount } = await import('../aws/open-account.js');
    const account = await openAccount(targetOf(start, flags));
    const { openSteps } = await import('../aws/undo.js');
    const steps = openSteps(entries);
    try {
      const { reaching } = await import('../aws/failures.js');
      const { refuseOvertaken, undoRun } = await import('../aws/undo-run.js');
      await reaching('read the account', 'undo', () => refuseOvertaken(account, start, steps));
      if (steps.length > 0) {
        this.say(undoPlanLines(start.run, steps).join('\n'));
        if (!flags.yes) await confirmOrRefuse('Take these back?');
      }
      const context = { account, folder: flags.journal, now: () => now().toISOString() };
      const remains = await step(`Taking back run ${start.run}`, () => undoRun(start, steps, context));
      const report = { run: start.run, region: start.region, outcome: 'undone' as const, remains };
      await this.show(printRun(report, flags.format), flags.output);
      if (remains.length > 0) this.exit(exitCodes.partly);
    } finally {
      account.clients.close();
    }
  }
}

interface TargetFlags {
  region?: string | undefined;
  profile?: string | undefined;
  'endpoint-url'?: string | undefined;
}

/** A run is taken back where it was made, unless something else is said. */
function targetOf(start: RunStart, { region, profile, 'endpoint-url': url }: TargetFlags) {
  return { region: region ?? start.region, profile, endpointUrl: url ?? start.endpointUrl };
}
