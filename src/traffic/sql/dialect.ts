/** What two SQL engines say in different words. All else that the queries need is the same in both. */
export interface Dialect {
  /** The texts of members of a JSON object. */
  jsonTexts(line: string, keys: readonly string[]): Parts;
  /** Whether a text is JSON. */
  isJson(line: string): string;
  /** The texts of the groups of a regular expression; `''` or null for one that is not there. */
  captures(line: string, pattern: string, groups: number): Parts;
  /** A short value for a text: two texts with the same are as good as never met. */
  fingerprint(text: string): string;
  /** A number as text, which is how results are read. */
  text: string;
}

/** Several parts of a text. An engine that can takes them all by reading the text once, which is most of the work. */
export interface Parts {
  /** What to select of the relation that has the text. */
  all: string;
  /** @returns a part of what was selected, by its index from 0 */
  part(all: string, index: number): string;
}

export const duckDb: Dialect = {
  jsonTexts: (line, keys) => ({
    all: `json_extract_string(${line}, [${keys.map((key) => quoted(`$.${JSON.stringify(key)}`)).join(', ')}])`,
    part: (all, index) => `${all}[${index + 1}]`,
  }),
  isJson: (line) => `json_valid(${line})`,
  captures: (line, pattern, groups) => {
    const names = Array.from({ length: groups }, (_, index) => `group_${index}`);
    return {
      all: `regexp_extract(${line}, ${quoted(pattern)}, [${names.map(quoted).join(', ')}])`,
      part: (all, index) => `${all}.${names[index]}`,
    };
  },
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
  jsonTexts: (line, keys) => ({
    all: line,
    part: (all, index) => `json_extract_scalar(${all}, ${quoted(`$[${JSON.stringify(keys[index])}]`)})`,
  }),
  isJson: (line) => `TRY(json_parse(${line})) IS NOT NULL`,
  captures: (line, pattern) => ({
    all: line,
    part: (all, index) => `regexp_extract(${all}, ${quoted(pattern)}, ${index + 1})`,
  }),
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
