/** A query parameter, decoded. */
export type QueryPair = readonly [name: string, value: string];

/**
 * Reads a query string as forms are written: `+` is a space, percent sequences are UTF-8, broken ones stay as they are
 * (RT-ENC-QS, RT-QS-PLUS). `flag` and `flag=` both have the empty value.
 *
 * @param rawQuery as sent, without the leading `?`
 * @returns the parameters in order, repeated ones repeated
 */
export function readQuery(rawQuery: string): QueryPair[] {
  if (rawQuery === '') return [];
  // The leading & keeps URLSearchParams from swallowing a question mark that belongs to the first name.
  return [...new URLSearchParams(`&${rawQuery}`)];
}

/** @returns a query string of the parameters, encoded, without the leading `?`. */
export function writeQuery(pairs: readonly QueryPair[]): string {
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
}
