import { Flags } from '@oclif/core';
import { awsFlags } from '../../cli/aws-flags.js';
import { BaseCommand } from '../../cli/base-command.js';
import { now } from '../../cli/clock.js';
import { exitCodes, exitCodesHelp } from '../../cli/exit-codes.js';
import { writeWhole } from '../../cli/files.js';
import type { PriceList } from '../../cost/price-list.js';
import { priceServices, regionsOf } from '../../cost/price-products.js';
import { updateOf } from '../../cost/price-update.js';
import { readPrices } from '../../fleet/prices.js';
import { Failure, type Json } from '../../model/index.js';
import { printUpdate, updateFormats } from '../../report/prices.js';

export default class PricesUpdate extends BaseCommand {
  static override summary = 'Read a new price list from AWS, and show what has changed.';

  static override description =
    `Only reads: GetProducts of the AWS Price List API, for API Gateway and Lambda. What these do not tell (WAF, logs, load balancers, data transfer) stays as in the list that comes along, with its own source. The new list has the regions that were read; pass it to migrate cost with --prices FILE. Where a region has no prices, or two for one thing, that is said, and the exit code is 6.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> -o my-prices.json',
    '<%= config.bin %> <%= command.id %> --region eu-west-1 --region eu-central-1 -o my-prices.json',
  ];

  static override flags = {
    region: Flags.string({
      description: 'region to read; can be repeated. Default: all',
      helpValue: 'REGION',
      multiple: true,
    }),
    ...awsFlags,
    prices: Flags.string({
      description: 'price list to start from instead of the one that comes along',
      helpValue: 'FILE',
    }),
    output: Flags.string({ char: 'o', description: 'file of the new list', helpValue: 'FILE', required: true }),
    format: Flags.option({ options: updateFormats, default: 'text' })({ description: 'how to print the changes' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(PricesUpdate);
    const before = await this.before(flags.prices);
    const asked = flags.region && [...new Set(flags.region)].filter((region) => region !== 'all');
    const regions = asked?.length === 0 || flags.region?.includes('all') ? undefined : asked;
    const readings = regionsOf(await this.products(regions, flags));
    if (readings.length === 0) {
      const next = 'Check the names of the regions; without --region, all are read.';
      throw new Failure('aws', `AWS has no prices of API Gateway for ${regions?.join(', ') ?? 'any region'}.`, next);
    }
    const date = now().toISOString().slice(0, 10);
    const update = updateOf(before, readings, { asked: regions, date });
    await writeWhole(flags.output, `${JSON.stringify(update.list, null, 2)}\n`);
    await this.show(await printUpdate(update, flags.format));
    this.say(`Written: ${flags.output}. Use it: migrate cost INPUT --prices ${flags.output}`);
    if (update.missing.length > 0 || update.unclear.length > 0) this.exit(exitCodes.partly);
  }

  private async before(file: string | undefined): Promise<PriceList> {
    return readPrices(file === undefined ? undefined : await this.read(file, 'a price list as prices/prices.json'));
  }

  private async products(
    regions: string[] | undefined,
    flags: { profile?: string | undefined; 'endpoint-url'?: string | undefined },
  ): Promise<Json[]> {
    const [{ readProducts }, { reaching }] = await Promise.all([
      import('../../aws/products.js'),
      import('../../aws/failures.js'),
    ]);
    const target = { profile: flags.profile, endpointUrl: flags['endpoint-url'] };
    return reaching('read the AWS price list', '"prices update"', () =>
      readProducts(target, { services: priceServices, regions }),
    );
  }
}
