import { type LogField, logFields } from '../log-field.js';
import type { LogFormat } from '../log-format.js';
import { type Dialect, named, type Parts } from './dialect.js';

/** Rows of a log in SQL: a relation, and for each field that it has an expression, a text. */
export interface LogSource {
  relation: string;
  fields: Partial<Record<LogField, string>>;
}

/** @returns the source for a relation that has a column for each field */
export function columnSource(relation: string, columns: Partial<Record<LogField, string>>): LogSource {
  return { relation, fields: fieldsOf(columns, named) };
}

/**
 * @param relation has one column, `line`: a whole line of the log
 * @param isPrefixed whether CloudWatch Logs has written a time before each line
 */
export function lineSource(relation: string, format: LogFormat, dialect: Dialect, isPrefixed: boolean): LogSource {
  switch (format.kind) {
    case 'json': {
      const json = isPrefixed ? "substr(line, greatest(strpos(line, '{'), 1))" : 'line';
      const objects = `(SELECT CASE WHEN ${dialect.isJson(json)} THEN ${json} END AS line FROM ${relation}) AS objects`;
      const keys = Object.values(format.keys);
      const texts = dialect.jsonTexts('line', keys);
      return {
        relation: partsOf(objects, texts),
        fields: fieldsOf(format.keys, (key) => texts.part('parts', keys.indexOf(key))),
      };
    }
    case 'text': {
      const pattern = isPrefixed ? `${prefix}${format.pattern.slice(1)}` : format.pattern;
      const texts = dialect.captures('line', pattern, Math.max(...Object.values(format.groups)));
      return {
        relation: partsOf(relation, texts),
        fields: fieldsOf(format.groups, (group) => `NULLIF(${texts.part('parts', group - 1)}, '')`),
      };
    }
  }
}

function partsOf(relation: string, { all }: Parts): string {
  return `(SELECT ${all} AS parts FROM ${relation}) AS parsed`;
}

/** What CloudWatch Logs writes before each line when it exports it: a time, and the CLI a name of a stream behind it. */
export const prefix = '^\\d{4}-\\d{2}-\\d{2}T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})?\\s+';

function fieldsOf<Place>(
  places: Partial<Record<LogField, Place>>,
  expressionOf: (place: Place) => string,
): LogSource['fields'] {
  return Object.fromEntries(
    logFields.flatMap((field) => {
      const place = places[field];
      return place === undefined ? [] : [[field, expressionOf(place)]];
    }),
  );
}
