import type { MappingSource, ParameterMapping, TemplateSource } from '../../model/index.js';
import { type Field, textField } from './fields.js';

/** @returns the arguments that a service gets in its query string, each with what a mapping fills it from (PT-5) */
export function queryFields(parameters: ParameterMapping[]): [string, Field][] {
  return parameters.flatMap(({ target, source }): [string, Field][] =>
    target.place === 'querystring' ? [[target.name, sourceField(source)]] : [],
  );
}

/** @returns what a mapping takes its value from, as a template would write it */
export function sourceField(source: MappingSource): Field {
  switch (source.kind) {
    case 'constant':
      return textField(source.text);
    case 'request':
      return valueField({ kind: 'parameter', place: source.place, name: source.name });
    case 'body':
      return valueField(source.path === '' ? { kind: 'body' } : { kind: 'body-path', path: `$.${source.path}` });
    case 'context':
    case 'stageVariable':
      return valueField({ kind: source.kind, name: source.name });
    case 'response-header':
    case 'response-body':
    case 'unknown':
      return { pieces: [], isBare: false, hidden: 'a mapping takes its value from what the file does not show' };
  }
}

function valueField(source: TemplateSource): Field {
  return { pieces: [{ kind: 'value', source, encodings: [] }], isBare: false };
}
