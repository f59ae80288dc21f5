import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { readBaseline, writeBaseline } from '../cli/baseline-file.js';
import { decisionFlags } from '../cli/decision-flags.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, failOnFlag, inputArg, outputFlag } from '../cli/flags.js';
import { analyze, type FailOn, fails, findingsFor, withBaseline } from '../fleet/analyze.js';
import { type Analysis, analysisFormats, printAnalysis } from '../report/analysis.js';

export default class Analyze extends BaseCommand {
  static override summary = 'Tell whether a REST API can become an HTTP API, and what becomes of each part of it.';

  static override description =
    `Every construct of the definition ends in one place of a ledger: carried, rewritten, behaviour-changes, replaced, dropped, blocked or unknown. What the file cannot tell is asked, with the read-only command that answers it. Nothing is sent over the network.

To get the definition of a deployed API: aws apigateway get-export --rest-api-id ID --stage-name STAGE --export-type oas30 --parameters extensions=apigateway rest-api.json

INPUT can be a folder with that export as openapi.json, and settings.json beside it: what the definition does not hold, as schemas/settings.schema.json describes it. Then the stage, usage plans, domains and the like are judged too, and no longer asked about.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml',
    '<%= config.bin %> <%= command.id %> template.yaml#OrdersApi',
    '<%= config.bin %> <%= command.id %> api.yaml --format json --fail-on loss',
    '<%= config.bin %> <%= command.id %> api.yaml --accept access/api-key@"GET /report"',
    '<%= config.bin %> <%= command.id %> my-api/',
    '<%= config.bin %> <%= command.id %> - < api.yaml',
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    'fail-on': failOnFlag,
    baseline: Flags.string({
      description: 'findings of this file are known: only new ones make the exit code 1',
      helpValue: 'FILE',
    }),
    'update-baseline': Flags.boolean({
      description: 'write all findings of this run to the file of --baseline: from then on they are known',
      dependsOn: ['baseline'],
    }),
    format: Flags.option({ options: analysisFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
    verbose: Flags.boolean({ char: 'v', description: 'list every place of every finding' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Analyze);
    const failOn = flags['fail-on'];
    const analyzed = await analyze(await this.definition(args.INPUT), args.INPUT, flags);
    const analysis = await this.compared(analyzed, { ...flags, failOn });
    await this.show(printAnalysis(analysis, flags.format, { verbose: flags.verbose, width: this.width }), flags.output);
    if (fails(analysis, failOn)) this.exit(exitCodes.findings);
  }

  /** Compares with the baseline, if one is given; what is written now is known at once. */
  private async compared(
    analysis: Analysis,
    { baseline, failOn, ...flags }: { baseline: string | undefined; 'update-baseline': boolean; failOn: FailOn },
  ): Promise<Analysis> {
    if (baseline === undefined) return analysis;
    if (flags['update-baseline']) await writeBaseline(baseline, findingsFor(analysis, failOn));
    return withBaseline(analysis, { file: baseline, findings: await readBaseline(baseline) }, failOn);
  }
}
