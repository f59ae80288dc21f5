import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { outputFlag } from '../cli/flags.js';
import { differenceClasses, evidences, levels } from '../model/index.js';
import { printRules, rulesFormats } from '../report/rules.js';
import { concernNames, concernOf, concerns } from '../rules/concerns.js';
import { rules } from '../rules/index.js';
import { selected } from '../rules/select.js';

/** A flag that takes several values: repeated, or one with commas. */
const several = { multiple: true, multipleNonGreedy: true, delimiter: ',' } as const;

export default class Rules extends BaseCommand {
  static override summary = 'List what can happen to a REST API on its way to an HTTP API: the rules.';

  static override description =
    `Each rule is one incompatibility, or one thing that moves along. Its level says what a user has lost, must know or may ignore; its class, the worst that it can mean to callers and backends where nobody acts on it: security, breaking, visible or benign. Flags narrow the list; TEXT does too, with words that stand anywhere in a rule.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> "api key"',
    '<%= config.bin %> <%= command.id %> --class security --level loss',
    '<%= config.bin %> <%= command.id %> --acceptable --json',
    '<%= config.bin %> <%= command.id %> --concern cors,authorizers',
  ];

  static override args = { TEXT: Args.string({ description: 'words that a rule must have' }) };

  static override flags = {
    level: Flags.option({ options: levels, ...several })({ description: 'only these levels' }),
    class: Flags.option({ options: differenceClasses, ...several })({ description: 'only these classes' }),
    evidence: Flags.option({ options: evidences, ...several })({
      description:
        'only rules that we know this way: V recorded from AWS, D documentation, C report, I inference, U unverified',
    }),
    concern: Flags.option({ options: concernNames, ...several })({ description: 'only rules about these' }),
    security: Flags.boolean({ description: 'only rules about who may call, or what shields the API' }),
    acceptable: Flags.boolean({ description: 'only losses that can be accepted by name' }),
    format: Flags.option({ options: rulesFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Rules);
    const found = selected(Object.values(rules), { ...flags, text: args.TEXT });
    if (found.length === 0) this.say('No rule is like that.');
    const shown = found.map((rule) => ({ ...rule, concern: concernOf(rule.id) }));
    await this.show(printRules(shown, flags.format, { width: this.width, concerns }), flags.output);
  }
}
