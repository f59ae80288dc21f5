import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { circumstanceFlags, gateFlags } from '../cli/cost-flags.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { anonymiseCostDescription, configFlag, inputDescription, outputFlag } from '../cli/flags.js';
import { fleetInputs, isFleet } from '../cli/fleet-inputs.js';
import { usageFlags } from '../cli/usage-flags.js';
import { estimate } from '../cost/estimate.js';
import type { Fleet } from '../cost/fleet.js';
import { fleetGateFailures, type Gates, gateFailures, readGates } from '../cost/gates.js';
import { ageWarning, type PriceList } from '../cost/price-list.js';
import { anonymousKey } from '../fleet/anonymous.js';
import { costMember } from '../fleet/cost.js';
import { costFleet } from '../fleet/cost-fleet.js';
import { readPrices } from '../fleet/prices.js';
import type { SourceText } from '../openapi/document.js';
import { type CostFormat, costFormats, printCost, printFleet } from '../report/cost.js';

interface Shown {
  format: CostFormat;
  output?: string | undefined;
  gates: Gates;
}

export default class Cost extends BaseCommand {
  static override summary = 'What the API costs now as a REST API, and what it would cost as an HTTP API.';

  static override description =
    `One month, in exact decimals. What is not known stays unknown; what is assumed is listed. Prices come from a list with a date and a source for each figure; nothing is asked over the network. Work and payback are estimates from the findings of the conversion.

With several INPUTs, a pattern, or --all DIR, the APIs are taken as those of one account: the APIs of a region fill the price tiers together. What cannot be read or compared is listed, and the exit code is 6.

${exitCodesHelp}`;

  static override examples = [
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1 --request-size 2KB --response-size 40KB --cache-size 0.5',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 50M --account-requests 500M --region us-east-1 --format json',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region eu-west-1 --prices my-prices.json',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1 --format html -o cost.html',
    '<%= config.bin %> <%= command.id %> api.yaml --requests 100M --region us-east-1 --min-saving 20%',
    '<%= config.bin %> <%= command.id %> --all rest-apis --format markdown',
    '<%= config.bin %> <%= command.id %> --all rest-apis --anonymise --format html -o to-share.html',
  ];

  static override args = {
    INPUT: Args.string({ description: `${inputDescription}; several of them, or patterns`, multiple: true }),
  };

  static override flags = {
    all: Flags.string({ description: 'every bundle in this folder, as export --all writes them', helpValue: 'DIR' }),
    config: configFlag,
    requests: Flags.string({
      description: 'calls of a month: 100M, 1.5B, 250k; default: those that a bundle has counted, else unit prices',
      helpValue: 'N',
    }),
    region: Flags.string({
      description:
        'region of the API, and of several, of those whose folder does not tell; default: as the decisions, the folder of the bundle or the exported definition have it, else AWS_REGION',
      helpValue: 'REGION',
    }),
    'account-requests': Flags.string({
      description: "calls of a month to the account's other REST APIs in the region; they fill the price tiers first",
      helpValue: 'N',
    }),
    'request-size': Flags.string({
      description: 'average request with headers: 2KB (1 KB = 1024 bytes)',
      helpValue: 'SIZE',
    }),
    'response-size': Flags.string({
      description: 'average response with headers (40KB), or responses by percentile: p50=4KB,p99=700KB',
      helpValue: 'SIZE',
    }),
    'cache-size': Flags.string({ description: 'cache of the stage in GB: 0.5, 1.6, 6.1 … 237', helpValue: 'GB' }),
    ...usageFlags,
    ...circumstanceFlags,
    prices: Flags.string({ description: 'price list to use instead of the one that comes along', helpValue: 'FILE' }),
    ...gateFlags,
    anonymise: Flags.boolean({ description: anonymiseCostDescription }),
    format: Flags.option({ options: costFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Cost);
    const gates = readGates(flags);
    const list = await this.priceList(flags.prices);
    const named = args.INPUT ?? [];
    const inputs = await fleetInputs(named, flags.all);
    const flow = { list, flags, read: this.definition.bind(this), say: this.say.bind(this) };
    if (isFleet(named, flags.all)) return this.several(await costFleet(inputs, flow, flags), { ...flags, gates });
    const standIns = flags.anonymise ? (source: SourceText) => ({ key: anonymousKey([source]) }) : undefined;
    const member = await costMember(inputs[0] ?? '', flow, standIns);
    const comparison = estimate(member.usage, list, member.api, member);
    await this.show(await printCost(comparison, flags.format), flags.output);
    const { rest, saving } = comparison;
    this.judge(gateFailures({ rest: rest.total, saving }, gates));
  }

  private async several(fleet: Fleet, { format, output, gates }: Shown): Promise<void> {
    await this.show(await printFleet(fleet, format), output);
    for (const { input, reason } of fleet.failed) this.say(`Not compared: ${input}: ${reason}`);
    if (fleet.failed.length > 0) this.exit(exitCodes.partly);
    this.judge(fleetGateFailures(fleet, gates));
  }

  /** Gates are told beside the result, and decide the exit code. */
  private judge(failures: string[]): void {
    for (const failure of failures) this.say(failure);
    if (failures.length > 0) this.exit(exitCodes.findings);
  }

  private async priceList(file: string | undefined): Promise<PriceList> {
    const source = file === undefined ? undefined : await this.read(file, 'a price list as prices/prices.json');
    const list = await readPrices(source);
    const warning = ageWarning(list, now());
    if (warning !== undefined) this.say(warning);
    return list;
  }
}
