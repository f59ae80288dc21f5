const terabyte = 1024 ** 4;

/** Athena rounds a query up to this (https://aws.amazon.com/athena/pricing/). */
const leastBytes = 10 * 1024 ** 2;

/** USD a terabyte in most regions, as AWS's page has it; the price list has no prices of Athena, so this is for a look only. */
const perTerabyte = 5;

/**
 * Says before a query what it will cost, as far as it can be known: Athena has no dry run.
 *
 * @param bytes of the whole table, where its catalog tells; a table that grew since has more
 * @param cutoff bytes at which the workgroup cancels a query
 */
export function scanAhead(bytes: number | undefined, cutoff: number | undefined): string {
  const size =
    bytes === undefined
      ? 'How much will be scanned is unknown: the catalog has no size of the table, and Athena has no dry run'
      : `At most ${sizeOf(bytes)} will be scanned, the size of the table as the catalog last counted it: ${priceOf(bytes)}`;
  const end =
    cutoff === undefined
      ? 'The workgroup sets no limit'
      : `The workgroup cancels a query at ${sizeOf(cutoff)}: ${priceOf(cutoff)}`;
  return `${size}. ${end}. At ${perTerabyte.toFixed(2)} USD per TB; that of your region may differ.`;
}

/** Says after a query what it has cost. */
export function scanned(bytes: number): string {
  return `Athena has scanned ${sizeOf(bytes)}: ${priceOf(bytes)}.`;
}

function priceOf(bytes: number): string {
  const usd = (Math.max(bytes, leastBytes) / terabyte) * perTerabyte;
  return usd < 0.01 ? 'less than 0.01 USD' : `about ${usd.toFixed(2)} USD`;
}

function sizeOf(bytes: number): string {
  const [unit, name] =
    bytes >= terabyte ? [terabyte, 'TB'] : bytes >= 1024 ** 3 ? [1024 ** 3, 'GB'] : [1024 ** 2, 'MB'];
  return `${(bytes / Number(unit)).toFixed(2)} ${name}`;
}
