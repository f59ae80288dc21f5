import { Args, Flags } from '@oclif/core';
import type { AwsTarget } from '../aws/clients.js';
import { BaseCommand } from '../cli/base-command.js';
import { now } from '../cli/clock.js';
import { confirmOrRefuse } from '../cli/confirm.js';
import { circumstanceFlags, gateFlags } from '../cli/cost-flags.js';
import { readDecisions } from '../cli/decisions.js';
import { exitCodes, exitCodesHelp } from '../cli/exit-codes.js';
import { configFlag, inputDescription, outputFlag } from '../cli/flags.js';
import { fleetInputs, isFleet, regionOfPath } from '../cli/fleet-inputs.js';
import { type PriceSource, shippedPrices } from '../cli/price-source.js';
import { readShipped } from '../cli/shipped.js';
import { withUsageDecision } from '../cli/usage-decision.js';
import { usageFlags } from '../cli/usage-flags.js';
import { apiFactsOf } from '../cost/api-facts.js';
import { parseShare, readCircumstances } from '../cost/circumstances.js';
import { estimate } from '../cost/estimate.js';
import { type FleetFailure, type FleetMember, fleetOf } from '../cost/fleet.js';
import { type Gates, gateFailures } from '../cost/gates.js';
import { moveFactsOf } from '../cost/move-facts.js';
import { ageInDays, freshDays, type PriceList, pricesOf } from '../cost/price-list.js';
import { withProfile } from '../cost/profile-usage.js';
import { parseCount } from '../cost/quantities.js';
import { readPriceList } from '../cost/read-price-list.js';
import { withRecorded } from '../cost/recorded-usage.js';
import { readUsage } from '../cost/usage.js';
import { Failure, isObject, type RestApi, type UsageProfile } from '../model/index.js';
import { readRestDefinition } from '../openapi/rest/read-definition.js';
import { costFormats, printCost, printFleet } from '../report/cost.js';
import type { RouteOf } from '../traffic/usage-tally.js';

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
      description: 'region of the API; for several, of those whose folder does not tell',
      helpValue: 'REGION',
      env: 'AWS_REGION',
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
    format: Flags.option({ options: costFormats, default: 'text' })({ description: 'how to print the result' }),
    output: outputFlag,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Cost);
    const gates = gatesOf(flags);
    const list = await this.priceList(flags.prices);
    const named = args.INPUT ?? [];
    const inputs = await fleetInputs(named, flags.all);
    if (isFleet(named, flags.all)) return this.fleet(inputs, list, { flags, gates });
    const member = await this.member(inputs[0] ?? '', list, flags);
    const comparison = estimate(member.usage, list, member.api, member);
    await this.show(await printCost(comparison, flags.format), flags.output);
    const { rest, saving } = comparison;
    this.judge(gateFailures({ rest: rest.total, saving }, gates));
  }

  private async fleet(inputs: string[], list: PriceList, { flags, gates }: { flags: CostFlags; gates: Gates }) {
    refuseOwnNumbers(flags);
    const members: FleetMember[] = [];
    const failed: FleetFailure[] = [];
    for (const input of inputs) {
      try {
        members.push(await this.member(input, list, { ...flags, region: regionOfPath(input) ?? flags.region }));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failed.push({ input, reason: error.message });
      }
    }
    const fleet = fleetOf(members, failed, list);
    await this.show(await printFleet(fleet, flags.format), flags.output);
    for (const { input, reason } of failed) this.say(`Not compared: ${input}: ${reason}`);
    if (failed.length > 0) this.exit(exitCodes.partly);
    this.judge(fleet.sums.flatMap(({ totals, unknown }) => gateFailures(unknown > 0 ? unknownTotals : totals, gates)));
  }

  /** One API with all that its bill is made of. */
  private async member(input: string, list: PriceList, flags: CostFlags): Promise<FleetMember> {
    const { region } = pricesOf(list, flags.region);
    const decisions = await readDecisions({ input, config: flags.config });
    const told = withUsageDecision(flags, decisions.usage);
    const other = told['account-http-requests'];
    const given = {
      ...readUsage(region, told),
      ...(other !== undefined && { accountHttpRequests: parseCount(other, 'account-http-requests') }),
    };
    const circumstances = readCircumstances(told);
    const { api } = await readRestDefinition(await this.definition(input));
    const profile = await this.recorded(flags, api);
    const recorded = profile === undefined ? { usage: given, taken: [] } : withProfile(given, profile);
    for (const fact of recorded.taken) this.say(`Recorded: ${fact}.`);
    const { usage, taken } = withRecorded(recorded.usage, api);
    for (const fact of taken) this.say(`From the bundle: ${fact}.`);
    const [{ convert }, { levelOf }] = await Promise.all([
      import('../convert/convert.js'),
      import('../rules/level.js'),
    ]);
    return { input, api: apiFactsOf(api), usage, circumstances, move: moveFactsOf(convert(api, decisions), levelOf) };
  }

  /** What was recorded of the use, where a flag says of a record. Its reader is loaded only then. */
  private async recorded(flags: CostFlags, api: RestApi): Promise<UsageProfile | undefined> {
    const { bill, logs, athena, table, cloudwatch } = flags;
    if (bill !== undefined) {
      const { profileOfBill } = await import('../traffic/bill.js');
      return profileOfBill(bill, flags['api-id']);
    }
    if (cloudwatch) return this.counted(flags, api);
    if (logs === undefined && athena === undefined) return undefined;
    const { routeOfDefinition } = await import('../traffic/route-of.js');
    const routeOf = routeOfDefinition(api.operations.map(({ route }) => route));
    const format = flags['log-format'];
    if (athena !== undefined) return this.scanned(flags, { workgroup: athena, name: table ?? '', format, routeOf });
    const { profileOfLogs } = await import('../traffic/recorded-logs.js');
    const usualFormat = accessLogFormat(api);
    return profileOfLogs(logs ?? [], { format, usualFormat, routeOf, saveTo: flags['save-profile'] });
  }

  private async counted(flags: CostFlags, api: RestApi): Promise<UsageProfile> {
    const [{ openAccount }, { readStageMetrics }] = await Promise.all([
      import('../aws/open-account.js'),
      import('../aws/stage-metrics.js'),
    ]);
    const account = await openAccount(targetOf(flags));
    try {
      const methods = api.operations.map(({ route }) => route);
      const stage = { apiName: api.name.text, stage: flags.stage ?? '', methods };
      return await readStageMetrics(account, stage, { days: flags.days ?? 30, now: now() });
    } finally {
      account.clients.close();
    }
  }

  /** Athena is asked only after its price was told and agreed to. */
  private async scanned(flags: CostFlags, log: AthenaLog): Promise<UsageProfile> {
    const [{ openAccount }, athena, { athenaQuery, profileOfAthena }, { scanAhead, scanned }] = await Promise.all([
      import('../aws/open-account.js'),
      import('../aws/athena.js'),
      import('../traffic/athena-table.js'),
      import('../traffic/scan-price.js'),
    ]);
    const account = await openAccount(targetOf(flags));
    try {
      const table = await athena.readAthenaTable(account, log.name);
      const { cutoff } = await athena.readWorkgroup(account, log.workgroup);
      const sql = athenaQuery(table, log.format);
      this.say(scanAhead(table.bytes, cutoff));
      if (!flags.yes) await confirmOrRefuse(`Let Athena scan ${log.name}?`);
      const run = await athena.runQuery(account, { sql, workgroup: log.workgroup, database: table.database });
      this.say(scanned(run.scannedBytes));
      return await profileOfAthena(athena.queryRows(account, run.id), `${log.name} (Athena)`, log.routeOf);
    } finally {
      account.clients.close();
    }
  }

  /** Gates are told beside the result, and decide the exit code. */
  private judge(failures: string[]): void {
    for (const failure of failures) this.say(failure);
    if (failures.length > 0) this.exit(exitCodes.findings);
  }

  private async priceList(file: string | undefined): Promise<PriceList> {
    const schema = JSON.parse(await readShipped('schemas/cost-prices.schema.json'));
    const source: PriceSource =
      file === undefined ? await shippedPrices() : await this.read(file, 'a price list as prices/prices.json');
    const list = await readPriceList(source, schema);
    const age = ageInDays(list, now());
    if (age > freshDays) {
      this.say(
        `Warning: the price list is of ${list.date}, ${age} days old. Read a newer one with migrate prices update -o FILE, and pass it with --prices FILE.`,
      );
    }
    return list;
  }
}

type CostFlags = Parameters<typeof readUsage>[1] &
  Parameters<typeof readCircumstances>[0] & {
    'account-http-requests'?: string | undefined;
    logs?: string[] | undefined;
    'log-format'?: string | undefined;
    'save-profile'?: string | undefined;
    bill?: string[] | undefined;
    athena?: string | undefined;
    table?: string | undefined;
    yes?: boolean;
    cloudwatch?: boolean;
    stage?: string | undefined;
    'api-id'?: string | undefined;
    days?: number;
    profile?: string | undefined;
    'endpoint-url'?: string | undefined;
    region?: string | undefined;
    config?: string | undefined;
    format: (typeof costFormats)[number];
    output?: string | undefined;
  };

/** Access logs in a table of Athena. */
interface AthenaLog {
  workgroup: string;
  name: string;
  format: string | undefined;
  routeOf: RouteOf;
}

function targetOf(flags: CostFlags): AwsTarget {
  return { region: flags.region, profile: flags.profile, endpointUrl: flags['endpoint-url'] };
}

/** The format of the stage's access logs, as its bundle has it. */
function accessLogFormat({ settings }: RestApi): string | undefined {
  const value = settings.find(({ kind }) => kind === 'access-log')?.value;
  return isObject(value) && typeof value['format'] === 'string' ? value['format'] : undefined;
}

const unknownTotals = {
  rest: undefined,
  saving: { amount: undefined, percent: undefined, bounds: { least: undefined, most: undefined } },
};

function gatesOf(flags: { 'fail-if-dearer': boolean; 'min-saving'?: string | undefined }): Gates {
  const least = flags['min-saving'];
  return {
    failIfDearer: flags['fail-if-dearer'],
    minSaving: least === undefined ? undefined : parseShare(least, 'min-saving'),
  };
}

/** Numbers of one API say nothing about several. */
function refuseOwnNumbers(flags: CostFlags): void {
  const own = [
    'logs',
    'bill',
    'athena',
    'cloudwatch',
    'requests',
    'account-requests',
    'account-http-requests',
    'cache-size',
  ] as const;
  const given = own.find((flag) => flags[flag] !== undefined);
  if (given === undefined) return;
  const next = 'Leave it out: calls and caches come from the bundles, and the APIs of a region share their tiers.';
  throw new Failure('usage', `--${given} is of one API, and several are compared.`, next);
}
