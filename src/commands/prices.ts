import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { outputFlag } from '../cli/flags.js';
import { onlyRegions } from '../cost/price-list.js';
import { readPrices } from '../fleet/prices.js';
import { priceFormats, printPrices } from '../report/prices.js';

export default class Prices extends BaseCommand {
  static override summary = 'Print the price list, with the source of each figure.';

  static override description =
    `Calls nothing. A price that is not in the list is unknown to migrate cost, and never guessed. migrate prices update reads a newer list from AWS.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --region eu-central-1 --region us-east-1',
    '<%= config.bin %> <%= command.id %> --format json -o my-prices.json',
  ];

  static override flags = {
    region: Flags.string({ description: 'only this region; can be repeated', helpValue: 'REGION', multiple: true }),
    prices: Flags.string({ description: 'price list to print instead of the one that comes along', helpValue: 'FILE' }),
    format: Flags.option({ options: priceFormats, default: 'text' })({ description: 'how to print the list' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Prices);
    const source =
      flags.prices === undefined ? undefined : await this.read(flags.prices, 'a price list as prices/prices.json');
    const list = onlyRegions(await readPrices(source), flags.region);
    await this.show(await printPrices(list, flags.format), flags.output);
  }
}
