import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { outputFlag } from '../cli/flags.js';
import { namedRules } from '../cli/rule-name.js';
import { printRule, printRules, rulesFormats } from '../report/rules.js';
import { concernOf, concerns } from '../rules/concerns.js';
import { rules } from '../rules/index.js';

export default class Explain extends BaseCommand {
  static override summary = 'Explain a rule: what both kinds of API do, what to do about it, and an example.';

  static override description =
    `RULE is an id as every report shows it. A concern, the part of ids before the slash, lists its rules; migrate rules lists all.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> access/api-key',
    '<%= config.bin %> <%= command.id %> cors',
    '<%= config.bin %> <%= command.id %> lambda/payload-2 --format markdown',
  ];

  static override args = {
    RULE: Args.string({
      description: 'id of a rule, such as access/api-key; or a concern, such as cors',
      required: true,
    }),
  };

  static override flags = {
    format: Flags.option({ options: rulesFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    const named = namedRules(args.RULE, Object.values(rules));
    const { examples } = await import('../rules/examples/index.js');
    const page = { width: this.width, concerns };
    const shown = named.rules.map((rule) => ({ ...rule, concern: concernOf(rule.id), example: examples[rule.id] }));
    const [only] = shown;
    const isOne = named.kind === 'rule' && only !== undefined;
    const text = isOne ? printRule(only, flags.format, page) : printRules(shown, flags.format, page);
    await this.show(text, flags.output);
  }
}
