import { type LogField, logFields } from '../log-field.js';
import type { LogFormat } from '../log-format.js';
import { type Dialect, named } from './dialect.js';

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
      return {
        relation: `(SELECT CASE WHEN ${dialect.isJson(json)} THEN ${json} END AS line FROM ${relation}) AS objects`,
        fields: fieldsOf(format.keys, (key) => dialect.jsonText('line', key)),
      };
    }
    case 'text': {
      const pattern = isPrefixed ? `${prefix}${format.pattern.slice(1)}` : format.pattern;
      const fields = fieldsOf(format.groups, (group) => `NULLIF(${dialect.capture('line', pattern, group)}, '')`);
      return { relation, fields };
    }
  }
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
