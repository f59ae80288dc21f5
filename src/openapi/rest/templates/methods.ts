import { encoded, Logic, memberOf, printed, sourced, type Value } from './values.js';

/** @returns what a call gives, such as `$input.json('$.x')` or `$util.urlEncode($x)` */
export function resultOf(value: Value, method: string, parameters: Value[]): Value {
  const [first] = parameters;
  switch (value.kind) {
    case 'input':
      return inputResult(method, first);
    case 'util':
      return utilResult(method, first);
    case 'parameters':
    case 'body-path':
    case 'context':
    case 'stageVariables':
      if (method === 'get' && first) return memberOf(value, constantOf(first));
      throw new Logic(`calls .${method}()`);
    case 'pieces':
      if (unescapesQuotes(value, method, parameters)) return value;
      throw new Logic(`calls .${method}()`);
  }
}

function inputResult(method: string, argument: Value | undefined): Value {
  switch (method) {
    case 'json':
      return sourced({ kind: 'body-json', path: argument ? constantOf(argument) : '$' });
    case 'path':
      return { kind: 'body-path', path: argument ? constantOf(argument) : '$' };
    case 'params':
      return argument ? sourced({ kind: 'parameter', name: constantOf(argument) }) : { kind: 'parameters' };
    default:
      throw new Logic(`calls $input.${method}()`);
  }
}

function utilResult(method: string, argument: Value | undefined): Value {
  const pieces = argument ? printed(argument) : [];
  switch (method) {
    case 'escapeJavaScript':
      return { kind: 'pieces', pieces: encoded(pieces, 'javascript') };
    case 'urlEncode':
      return { kind: 'pieces', pieces: encoded(pieces, 'url') };
    case 'base64Encode':
      return { kind: 'pieces', pieces: encoded(pieces, 'base64') };
    default:
      throw new Logic(`calls $util.${method}()`);
  }
}

/** `.replaceAll("\\'", "'")` takes back what escapeJavaScript does to quotes, as AWS advises (RT-VTL-UTIL-ESC). */
function unescapesQuotes(value: Value, method: string, parameters: Value[]): boolean {
  if (method !== 'replaceAll' && method !== 'replace') return false;
  const [from, to] = parameters.map(constantOf);
  return printed(value).length > 0 && /^\\+'$/.test(from ?? '') && to === "'";
}

/** @returns the text of an argument that is written out */
export function constantOf(value: Value): string {
  const pieces = printed(value);
  if (pieces.some(({ kind }) => kind === 'value')) throw new Logic('computes the name of what it reads');
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}
