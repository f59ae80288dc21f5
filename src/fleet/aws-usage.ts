import type { Account } from '../aws/account.js';
import { queryRows, readAthenaTable, readWorkgroup, runQuery } from '../aws/athena.js';
import { openAccount } from '../aws/open-account.js';
import { readStageMetrics } from '../aws/stage-metrics.js';
import { now } from '../cli/clock.js';
import { confirmOrRefuse } from '../cli/confirm.js';
import type { RestApi, UsageProfile } from '../model/index.js';
import { athenaQuery, profileOfAthena } from '../traffic/athena-table.js';
import { scanAhead, scanned as scannedText } from '../traffic/scan-price.js';
import type { RouteOf } from '../traffic/usage-tally.js';

/** Flags of records that AWS keeps. */
export interface AwsFlags {
  cloudwatch?: boolean;
  stage?: string | undefined;
  days?: number;
  athena?: string | undefined;
  table?: string | undefined;
  'log-format'?: string | undefined;
  yes?: boolean;
  region?: string | undefined;
  profile?: string | undefined;
  'endpoint-url'?: string | undefined;
}

/** How to say what reading costs. */
export interface Told {
  say(line: string): void;
  /** Whether names of tables stay out of it. */
  isAnonymous: boolean;
}

/** @returns what CloudWatch has counted of a stage */
export async function counted(flags: AwsFlags, api: RestApi): Promise<UsageProfile> {
  const methods = api.operations.map(({ route }) => route);
  const stage = { apiName: api.name.text, stage: flags.stage ?? '', methods };
  return within(flags, (account) => readStageMetrics(account, stage, { days: flags.days ?? 30, now: now() }));
}

/** @returns what Athena finds in a table of access logs. It is asked only after its price was told and agreed to */
export async function scanned(flags: AwsFlags, routeOf: RouteOf, { say, isAnonymous }: Told): Promise<UsageProfile> {
  const { athena: workgroup = '', table: name = '' } = flags;
  return within(flags, async (account) => {
    const table = await readAthenaTable(account, name);
    const { cutoff } = await readWorkgroup(account, workgroup);
    const sql = athenaQuery(table, flags['log-format']);
    say(scanAhead(table.bytes, cutoff));
    if (!flags.yes) await confirmOrRefuse(`Let Athena scan ${isAnonymous ? 'the table' : name}?`);
    const run = await runQuery(account, { sql, workgroup, database: table.database });
    say(scannedText(run.scannedBytes));
    return profileOfAthena(queryRows(account, run.id), `${name} (Athena)`, routeOf);
  });
}

async function within<Result>(flags: AwsFlags, use: (account: Account) => Promise<Result>): Promise<Result> {
  const { region, profile } = flags;
  const account = await openAccount({ region, profile, endpointUrl: flags['endpoint-url'] });
  try {
    return await use(account);
  } finally {
    account.clients.close();
  }
}
