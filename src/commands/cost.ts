import { Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { exitCodesHelp } from '../cli/exit-codes.js';
import { inputArg, outputFlag } from '../cli/flags.js';
import { readShipped } from '../cli/shipped.js';
import { apiFactsOf } from '../cost/api-facts.js';
import { estimate } from '../cost/estimate.js';
import { ageInDays, freshDays, type PriceList, pricesOf } from '../cost/price-list.js';
import { readPriceList } from '../cost/read-price-list.js';
import { withRecorded } from '../cost/recorded-usage.js';
import { readUsage } from '../cost/usage.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import { costFormats, printCost } from '../report/cost.js';

export default class Cost extends BaseCommand {
  static override summary = 'What the API costs now as a REST API, and what it would cost as an HTTP API.';

  static override description =
    `One month, in exact decimals. What is not known stays unknown; what is assumed is listed. Prices come from a list with a date and a source for each figure; nothing is asked over the network.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1 --request-size 2KB --response-size 40KB --cache-size 0.5',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 50M --account-requests 500M --region us-east-1 --format json',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region eu-west-1 --prices my-prices.json',
  ];

  static override args = { INPUT: inputArg };

  static override flags = {
    requests: Flags.string({
      description: 'calls of a month: 100M, 1.5B, 250k; default: those that a bundle has counted, else unit prices',
      helpValue: 'N',
    }),
    region: Flags.string({ description: 'region of the API', helpValue: 'REGION', env: 'AWS_REGION' }),
    'account-requests': Flags.string({
      description: "calls of a month to the account's other REST APIs in the region; they fill the price tiers first",
      helpValue: 'N',
    }),
    'request-size': Flags.string({
      description: 'average request with headers: 2KB (1 KB = 1024 bytes)',
      helpValue: 'SIZE',
    }),
    'response-size': Flags.string({ description: 'average response with headers: 40KB, 1.2MB', helpValue: 'SIZE' }),
    'cache-size': Flags.string({ description: 'cache of the stage in GB: 0.5, 1.6, 6.1 … 237', helpValue: 'GB' }),
    prices: Flags.string({ description: 'price list to use instead of the one that comes along', helpValue: 'FILE' }),
    format: Flags.option({ options: costFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Cost);
    const list = await this.priceList(flags.prices);
    const { region } = pricesOf(list, flags.region);
    const given = readUsage(region, flags);
    const { api } = await readRestDefinition(await this.definition(args.INPUT));
    const { usage, taken } = withRecorded(given, api);
    for (const fact of taken) this.say(`From the bundle: ${fact}.`);
    const comparison = estimate(usage, list, apiFactsOf(api));
    await this.show(await printCost(comparison, flags.format), flags.output);
  }

  private async priceList(file: string | undefined): Promise<PriceList> {
    const schema = JSON.parse(await readShipped('schemas/cost-prices.schema.json'));
    const source =
      file === undefined ? await shippedPrices() : await this.read(file, 'a price list as prices/prices.json');
    const list = await readPriceList(source, schema);
    const age = ageInDays(list, now());
    if (age > freshDays) {
      this.say(`Warning: the price list is of ${list.date}, ${age} days old. Pass a newer one with --prices FILE.`);
    }
    return list;
  }
}

async function shippedPrices(): Promise<{ file: string; text: string }> {
  const file = 'prices/prices.json';
  return { file, text: await readShipped(file) };
}
