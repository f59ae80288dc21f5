/** What two SQL engines say in different words. All else that the queries need is the same in both. */
export interface Dialect {
  /** The text of a member of a JSON object. */
  jsonText(line: string, key: string): string;
  /** Whether a text is JSON. */
  isJson(line: string): string;
  /** The text of a group of a regular expression. */
  capture(line: string, pattern: string, group: number): string;
  /** A short value for a text: two texts with the same are as good as never met. */
  fingerprint(text: string): string;
  /** A number as text, which is how results are read. */
  text: string;
}

export const duckDb: Dialect = {
  jsonText: (line, key) => `json_extract_string(${line}, ${quoted(`$.${JSON.stringify(key)}`)})`,
  isJson: (line) => `json_valid(${line})`,
  capture: (line, pattern, group) => `regexp_extract(${line}, ${quoted(pattern)}, ${group})`,
  fingerprint: (text) => `hash(${text})`,
  text: 'VARCHAR',
};

/**
 * Athena's engine version 3 is Trino.
 *
 * @see https://trino.io/docs/current/functions/json.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/functions-env3.html
 */
export const trino: Dialect = {
  jsonText: (line, key) => `json_extract_scalar(${line}, ${quoted(`$[${JSON.stringify(key)}]`)})`,
  isJson: (line) => `TRY(json_parse(${line})) IS NOT NULL`,
  capture: (line, pattern, group) => `regexp_extract(${line}, ${quoted(pattern)}, ${group})`,
  fingerprint: (text) => `xxhash64(to_utf8(${text}))`,
  text: 'VARCHAR',
};

/** @returns a string of SQL: in both dialects only its own quote has to be doubled */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** @returns a name of SQL, whatever is in it */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
