import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags } from '../cli/decision-flags.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { anonymiseFlag, configFlag, failOnFlag, inputDescription } from '../cli/flags.js';
import { areSeveral } from '../cli/inputs.js';
import { analyze, type FailOn, fails } from '../fleet/analyze.js';
import type { FleetOptions } from '../fleet/analyze-fleet.js';
import { anonymousKey } from '../fleet/anonymous.js';
import { comparedWith } from '../fleet/baseline.js';
import { analysisFormats, printAnalysis } from '../report/analysis.js';

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
    '<%= config.bin %> <%= command.id %> api.yaml --format html -o report.html',
    '<%= config.bin %> <%= command.id %> api.yaml --format sarif -o migrate.sarif --fail-on loss',
    '<%= config.bin %> <%= command.id %> api.yaml --accept access/api-key@"GET /report"',
    '<%= config.bin %> <%= command.id %> my-api/',
    '<%= config.bin %> <%= command.id %> - < api.yaml',
    "<%= config.bin %> <%= command.id %> exported/ 'specs/**/*.yaml' -o reports --format json",
    '<%= config.bin %> <%= command.id %> api.yaml --fail-on loss --baseline known.json',
    "<%= config.bin %> <%= command.id %> 'specs/**/*.yaml' --baseline known.json --update-baseline",
    '<%= config.bin %> <%= command.id %> api.yaml --anonymise -o to-share.txt',
  ];

  static override args = {
    INPUT: Args.string({
      name: 'INPUT',
      description: `${inputDescription}; several, folders to search and patterns ('specs/**/*.yaml') give one table`,
      required: true,
      multiple: true,
    }),
  };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    'fail-on': failOnFlag,
    baseline: Flags.string({
      description:
        'findings of this file are known: only new ones make the exit code 1. One file serves several inputs: it has each finding with the path of its input from the current folder',
      helpValue: 'FILE',
    }),
    'update-baseline': Flags.boolean({
      description:
        'write all findings of this run to the file of --baseline: from then on they are known. What it has of an input that is refused stays',
      dependsOn: ['baseline'],
    }),
    format: Flags.option({ options: analysisFormats, default: 'text' })({ description: 'how to print the result' }),
    output: Flags.string({
      char: 'o',
      description:
        'write the result to this file instead of standard output; of several inputs, one report each to this folder',
      helpValue: 'FILE|DIR',
    }),
    jobs: Flags.integer({
      description: 'analyses at a time, of several inputs; default: as many as there are cores',
      helpValue: 'N',
      min: 1,
    }),
    anonymise: anonymiseFlag,
    verbose: Flags.boolean({ char: 'v', description: 'list every place of every finding, with the line it stands in' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Analyze);
    const [input = ''] = args.INPUT;
    if (await areSeveral(args.INPUT)) return this.several(args.INPUT, flags);
    const failOn = flags['fail-on'];
    const source = await this.definition(input);
    const anonymise = flags.anonymise ? { key: anonymousKey([source]) } : undefined;
    const analyzed = await analyze(source, input, { ...flags, anonymise, failOn, version: this.config.version });
    const analysis = await comparedWith(analyzed, input, { ...flags, failOn });
    await this.show(printAnalysis(analysis, flags.format, { verbose: flags.verbose, width: this.width }), flags.output);
    if (fails(analysis)) this.exit(exitCodes.findings);
  }

  /** Analyses several definitions. What was refused makes the exit code 6, whatever else was found. */
  private async several(
    inputs: string[],
    flags: Omit<FleetOptions, 'failOn' | 'version'> & { 'fail-on': FailOn },
  ): Promise<void> {
    const [{ analyzeFleet, fleetFails, fleetFormatOf }, { printFleet }] = await Promise.all([
      import('../fleet/analyze-fleet.js'),
      import('../report/fleet.js'),
    ]);
    const options = { ...flags, failOn: flags['fail-on'], version: this.config.version };
    const { fleet, bugs } = await analyzeFleet(inputs, options);
    await this.show(await printFleet(fleet, fleetFormatOf(options)));
    if (bugs.length > 0) throw bugs[0];
    if (fleet.refused.length > 0) this.exit(fleet.analysed.length > 0 ? exitCodes.partly : exitCodes.unreadable);
    if (fleetFails(fleet, flags['fail-on'])) this.exit(exitCodes.findings);
  }
}
