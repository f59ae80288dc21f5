import { isObject, type RestApi, type UsageProfile } from '../model/index.js';
import type { AwsFlags, Told } from './aws-usage.js';

/** Flags that say where use was recorded; at most one kind of record at a time. */
export interface RecordFlags extends AwsFlags {
  logs?: string[] | undefined;
  'log-format'?: string | undefined;
  'save-profile'?: string | undefined;
  bill?: string[] | undefined;
  'api-id'?: string | undefined;
}

/** @returns what a record is, in words that do not name it */
export function recordKind({ bill, athena, cloudwatch }: RecordFlags): string {
  if (bill !== undefined) return 'the bill';
  if (athena !== undefined) return 'the table of access logs (Athena)';
  return cloudwatch ? 'CloudWatch' : 'the access logs';
}

/**
 * Reads what was recorded of the use of an API, where a flag says of a record. Each reader is loaded only then.
 */
export async function recorded(flags: RecordFlags, api: RestApi, told: Told): Promise<UsageProfile | undefined> {
  const { bill, logs, athena, cloudwatch } = flags;
  if (bill !== undefined) {
    const { profileOfBill } = await import('../traffic/bill.js');
    return profileOfBill(bill, flags['api-id']);
  }
  if (cloudwatch) return (await import('./aws-usage.js')).counted(flags, api);
  if (logs === undefined && athena === undefined) return undefined;
  const { routeOfDefinition } = await import('../traffic/route-of.js');
  const routeOf = routeOfDefinition(api.operations.map(({ route }) => route));
  if (athena !== undefined) return (await import('./aws-usage.js')).scanned(flags, routeOf, told);
  const { profileOfLogs } = await import('../traffic/recorded-logs.js');
  const format = flags['log-format'];
  const usualFormat = accessLogFormat(api);
  return profileOfLogs(logs ?? [], { format, usualFormat, routeOf, saveTo: flags['save-profile'] });
}

/** The format of the stage's access logs, as its bundle has it. */
function accessLogFormat({ settings }: RestApi): string | undefined {
  const value = settings.find(({ kind }) => kind === 'access-log')?.value;
  return isObject(value) && typeof value['format'] === 'string' ? value['format'] : undefined;
}
