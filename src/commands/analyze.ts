import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags, unusedDecisions, withFlags } from '../cli/decision-flags.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, failOnFlag, inputArg, outputFlag } from '../cli/flags.js';
import { convert } from '../convert/convert.js';
import type { LedgerEntry } from '../model/index.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import { analysisFormats, printAnalysis } from '../report/analysis.js';
import { reaches } from '../rules/fail-on.js';
import { rules } from '../rules/index.js';
import { levelOf } from '../rules/level.js';

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
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    'fail-on': failOnFlag,
    format: Flags.option({ options: analysisFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
    verbose: Flags.boolean({ char: 'v', description: 'list every place of every finding, with the line it stands in' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Analyze);
    const { document, api } = await readRestDefinition(await this.definition(args.INPUT));
    const decisions = withFlags(
      await readDecisions({ input: args.INPUT, config: flags.config }),
      flags,
      Object.values(rules),
    );
    const conversion = convert(api, decisions);
    for (const line of unusedDecisions(decisions, api, conversion.ledger)) this.say(line);
    const file = decisions.file === undefined ? {} : { decisionsFile: decisions.file };
    const { source, locate } = document;
    const input = args.INPUT === '-' ? source.file : args.INPUT;
    const fails = (entry: LedgerEntry) => reaches(levelOf(entry), flags['fail-on']);
    const { version } = this.config;
    const analysis = { source, input, version, api, conversion, rules, levelOf, fails, locate, ...file };
    await this.show(printAnalysis(analysis, flags.format, { verbose: flags.verbose, width: this.width }), flags.output);
    if (conversion.ledger.some(fails)) this.exit(exitCodes.findings);
  }
}
