import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { decisionFlags } from '../cli/decision-flags.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { anonymiseDescription, configFlag, inputArg, outputFlag } from '../cli/flags.js';
import { analyze } from '../fleet/analyze.js';
import { anonymousKey } from '../fleet/anonymous.js';
import { printQuestions, questionFormats } from '../report/questions.js';

export default class Questions extends BaseCommand {
  static override summary = 'List what the definition cannot tell, each with the read-only AWS CLI command that can.';

  static override description =
    `For each question: the commands to copy, and which decision or setting the answer goes to. --format sh writes a script that runs them and keeps the answers in a folder; every command in it only reads. Nothing is sent over the network by this command itself.

migrate export reads all that goes to settings.json at once.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml --api-id a1b2c3d4e5 --stage prod --region eu-west-1',
    '<%= config.bin %> <%= command.id %> api.yaml --api-id a1b2c3d4e5 --format sh -o questions.sh',
    '<%= config.bin %> <%= command.id %> api.yaml --format markdown',
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    'api-id': Flags.string({
      description: 'id of the REST API, filled into the commands; default: that of a bundle',
      helpValue: 'ID',
    }),
    stage: Flags.string({ description: 'stage to ask about', helpValue: 'NAME' }),
    region: Flags.string({ description: 'region of the API', helpValue: 'REGION' }),
    config: configFlag,
    ...decisionFlags,
    format: Flags.option({ options: questionFormats, default: 'text' })({ description: 'how to print the result' }),
    anonymise: Flags.boolean({ description: anonymiseDescription, exclusive: ['api-id'] }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Questions);
    const source = await this.definition(args.INPUT);
    const anonymise = flags.anonymise ? { key: anonymousKey([source]) } : undefined;
    const analysis = await analyze(source, args.INPUT, {
      ...flags,
      anonymise,
      failOn: 'never',
      version: this.config.version,
    });
    const known = { apiId: flags['api-id'], stage: flags.stage, region: flags.region };
    await this.show(printQuestions(analysis, flags.format, { known, width: this.width }), flags.output);
  }
}
