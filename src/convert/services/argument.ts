import type { Operation, TemplatePiece, TemplateSource } from '../../model/index.js';
import { bodyValue, contextValue } from '../parameters.js';
import type { Field } from './fields.js';

/** Why something has no counterpart, to follow after "because". */
export interface Refused {
  reason: string;
}

export function isRefused(result: string | object): result is Refused {
  return typeof result === 'object' && 'reason' in result;
}

/** What a value has to be written for. */
export interface ArgumentPlace {
  operation: Operation;
  /** Whether the argument holds JSON text: `Input` and `Detail` do. */
  isJsonText: boolean;
  /** Whether the argument holds bytes, and who encodes them is another question (SN-KB64). */
  isBlob: boolean;
  /** Whether the value stands in a form body, where REST encodes it and HTTP APIs do by themselves (SN-ENC). */
  isForm: boolean;
}

type ValuePiece = Extract<TemplatePiece, { kind: 'value' }>;

/** @returns the field as a value of a parameter mapping (PV-*): `$request.body.x`, text, or both with braces (PV-MIX) */
export function argumentText(field: Field, place: ArgumentPlace): string | Refused {
  if (field.hidden !== undefined) return { reason: field.hidden };
  const [only] = field.pieces;
  if (field.pieces.length === 1 && only?.kind === 'value') return single(only, field, place);
  const parts = field.pieces.map((piece) => (piece.kind === 'text' ? plainText(piece.text) : inText(piece, place)));
  const refused = parts.find(isRefused);
  const value = parts.join('');
  if (refused) return refused;
  return value.length >= 1 && value.length <= 512
    ? value
    : { reason: 'a mapping value has 1 to 512 characters (PM-LEN)' };
}

function single(piece: ValuePiece, { isBare }: Field, place: ArgumentPlace): string | Refused {
  const expression = expressionOf(piece, place);
  const { source } = piece;
  if (isRefused(expression) || source.kind !== 'body-json') return expression;
  const isEscaped = piece.encodings.length > 0 || place.isForm;
  if (isBare && source.path === '$') return { reason: 'it sends the body itself where the service wants a text' };
  if (!isBare && !isEscaped) return { reason: 'it puts JSON between quotes as it is' };
  // The text of a JSON string has its quotes, which $request.body.x has not.
  const isWhole = source.path === '$' || place.isJsonText || isBare;
  return isWhole ? expression : { reason: `it sends ${source.path} as JSON text, with quotes where it is a text` };
}

function inText(piece: ValuePiece, place: ArgumentPlace): string | Refused {
  const { source } = piece;
  if (source.kind === 'body-json' && source.path !== '$') {
    return { reason: `it puts ${source.path} into text as JSON, with quotes where it is a text` };
  }
  const expression = expressionOf(piece, place);
  return isRefused(expression) ? expression : `\${${expression.slice(1)}}`;
}

function expressionOf({ source, encodings }: ValuePiece, place: ArgumentPlace): string | Refused {
  // Escaping for JSON and for forms is done by the gateway itself; twice is meant for JSON within JSON.
  const last = encodings.at(-1);
  const isOwn = (place.isForm && last === 'url') || (place.isBlob && last === 'base64');
  const own = isOwn ? encodings.slice(0, -1) : encodings;
  if (own.length > 1 || (own[0] !== undefined && own[0] !== 'javascript')) {
    return { reason: `it encodes a value (${encodings.join(', ')}), which HTTP APIs cannot` };
  }
  return sourceExpression(source, place);
}

function sourceExpression(source: TemplateSource, { operation }: ArgumentPlace): string | Refused {
  switch (source.kind) {
    case 'body':
      return '$request.body';
    case 'body-json':
      return bodyExpression(source.path);
    case 'body-path':
      return source.path === '$' ? { reason: 'it prints the whole body as Java does' } : bodyExpression(source.path);
    case 'parameter':
      return parameterExpression(source.place, source.name, operation);
    case 'context':
      return contextValue(source.name);
    case 'stageVariable':
      return `$stageVariables.${source.name}`;
  }
}

function bodyExpression(path: string): string | Refused {
  const inner = /^\$\.?(.*)$/.exec(path)?.[1];
  return inner === undefined ? { reason: `it reads the body by ${path}` } : bodyValue(inner);
}

type Place = Extract<TemplateSource, { kind: 'parameter' }>['place'];

/** `$input.params('x')` looks in path, query and headers; where the method declares it, there it is (RT-VTL-INPUT-PARAMS). */
function parameterExpression(place: Place, name: string, { route, parameters }: Operation): string | Refused {
  if (place !== undefined) return `$request.${place}.${name}`;
  if (route.path.includes(`{${name}}`) || route.path.includes(`{${name}+}`)) return `$request.path.${name}`;
  const declared = parameters.filter((parameter) => parameter.name === name && parameter.in !== 'path');
  const [parameter] = declared;
  if (parameter === undefined || declared.length > 1) {
    return { reason: `it asks for the parameter ${name}, and the method does not say whether of query or header` };
  }
  return parameter.in === 'query' ? `$request.querystring.${name}` : `$request.header.${name}`;
}

/** Text must not read as an expression (PT-7). What a template engine fills in stays. */
function plainText(text: string): string | Refused {
  const visible = text.replaceAll(/\$\{[^}]*\}/g, '');
  const isExpression = visible.includes('$') || /\$\{(request|context|stageVariables|response)\./.test(text);
  return isExpression ? { reason: 'its text has a $, which reads as an expression' } : text;
}
