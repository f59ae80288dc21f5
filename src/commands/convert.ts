import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags, withFlags } from '../cli/decision-flags.js';
import { configBeside, findDecisions, readDecisions } from '../cli/decisions.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { refuseExisting } from '../cli/files.js';
import { configFlag, inputArg, outputFlag } from '../cli/flags.js';
import { convert } from '../convert/convert.js';
import { unusedDecisions } from '../convert/notices.js';
import { noDecisions, type RestApi } from '../model/index.js';
import { writeHttpApi } from '../openapi/http/write-http-api.js';
import { printDocument } from '../openapi/print.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import { convertedText, leftBehindText, obstaclesText, placementText } from '../report/conversion.js';
import { decisionsFileNote, decisionsFileText } from '../report/decisions-file.js';
import { stageLines } from '../report/stage.js';
import { rules } from '../rules/index.js';

export default class Convert extends BaseCommand {
  static override summary = 'Write the HTTP API that a REST API becomes, ready for import.';

  static override description =
    `Writes nothing as long as something is blocked or unknown: decide or accept it in migrate.config.yaml, which --init writes with all that is open, or move the rest with --partial. REST and HTTP APIs can live side by side under one domain. With --partial the exit code is 0 even if methods are left behind; they are listed on stderr.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml --init',
    '<%= config.bin %> <%= command.id %> api.yaml -o http-api.yaml',
    '<%= config.bin %> <%= command.id %> api.yaml -o http-api.yaml --partial',
    '<%= config.bin %> <%= command.id %> api.json -o http-api.json --payload-format 2.0 --accept gateway-responses/custom',
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    config: configFlag,
    ...decisionFlags,
    partial: Flags.boolean({ description: 'write the routes that can move, and list those left behind' }),
    format: Flags.option({ options: ['yaml', 'json'] as const })({
      description: 'syntax of the result; default: that of -o FILE, else of INPUT',
    }),
    output: outputFlag,
    init: Flags.boolean({
      description:
        'write migrate.config.yaml instead: every open decision and every loss that can be accepted, as comments. Beside INPUT, or -o FILE; -o - prints it',
      exclusive: ['partial', 'format', 'accept', 'payload-format'],
    }),
    force: Flags.boolean({
      description: 'with --init, write over a file that is there; its decisions are kept, its comments are not',
      dependsOn: ['init'],
    }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Convert);
    const { document, api } = await readRestDefinition(await this.definition(args.INPUT));
    if (flags.init) return this.writeDecisions(api, { ...flags, input: args.INPUT });
    const decisions = withFlags(
      await readDecisions({ input: args.INPUT, config: flags.config }),
      flags,
      Object.values(rules),
    );
    const conversion = convert(api, decisions);
    for (const { message } of unusedDecisions(decisions, api, conversion.ledger)) this.say(message);
    const obstacles = obstaclesText({ conversion, rules });
    if (obstacles !== '' && !flags.partial) this.refuse(obstacles);
    const syntax = flags.format ?? syntaxOf(flags.output) ?? document.syntax;
    await this.show(printDocument(writeHttpApi(conversion.httpApi), syntax), flags.output);
    this.say(convertedText(conversion, flags.output));
    if (document.resource) this.say(placementText(document.resource));
    const stage = stageLines(conversion.stage);
    if (stage.length > 0)
      this.say(`The definition cannot hold the stage; make it after the import:\n  ${stage.join('\n  ')}`);
    const left = leftBehindText(conversion);
    if (left !== '') this.say(`Left behind on the REST API:\n${left}`);
    if (obstacles !== '') this.say(`Not carried over:\n${obstacles}`);
  }

  /** Writes the open decisions. A file that is there is kept unless `--force` is given. */
  private async writeDecisions(
    api: RestApi,
    {
      input,
      config,
      output,
      force,
    }: { input: string; config: string | undefined; output: string | undefined; force: boolean },
  ): Promise<void> {
    const found = await findDecisions({ input, config });
    const conversion = convert(api, found?.decisions ?? noDecisions());
    const source = { conversion, rules, input, made: found?.made ?? {} };
    const beside = await configBeside(input);
    const wanted = output ?? (input === '-' ? '-' : (found?.file ?? beside));
    const file = wanted === '-' ? undefined : wanted;
    if (file !== undefined && !force) {
      await refuseExisting(file, 'Add --force to write it anew (its decisions are kept), or -o - to see what is open.');
    }
    await this.show(decisionsFileText(source), file);
    this.say(decisionsFileNote(source, file, file === beside));
  }

  private refuse(obstacles: string): never {
    this.say(`Nothing is written: this is blocked, or waits for a decision.\n${obstacles}`);
    this.say(
      '  Write down what is open: add --init. Or move what can move: add --partial. All places: migrate analyze INPUT --verbose',
    );
    this.exit(exitCodes.findings);
  }
}

function syntaxOf(file: string | undefined): 'json' | 'yaml' | undefined {
  if (file === undefined) return undefined;
  if (file.endsWith('.json')) return 'json';
  return /\.ya?ml$/.test(file) ? 'yaml' : undefined;
}
