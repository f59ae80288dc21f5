import type { TemplateEncoding, TemplatePiece, TemplateSource } from '../../../model/index.js';

/** A template does more than put values into text; the message says what. Caught where its form is told, in `form.ts`. */
export class Logic extends Error {
  override readonly name = 'Logic';
}

/** The text is no VTL. Caught in `form.ts` as well. */
export class Unparsable extends Error {
  override readonly name = 'Unparsable';
}

/** What an expression of a template stands for, without any request at hand. */
export type Value =
  /** Text with values in it. */
  | { kind: 'pieces'; pieces: TemplatePiece[] }
  /** A part of the parsed body, of which properties can be asked. */
  | { kind: 'body-path'; path: string }
  /** `$input.params()`, or the parameters of one place. */
  | { kind: 'parameters'; place?: Place }
  /** `$context` and `$stageVariables`, or a part of them. */
  | { kind: 'context' | 'stageVariables'; path: string[] }
  | { kind: 'input' | 'util' };

export type Place = 'path' | 'querystring' | 'header';

export const textValue = (text: string): Value => ({ kind: 'pieces', pieces: [{ kind: 'text', text }] });

export const sourced = (source: TemplateSource): Value => ({
  kind: 'pieces',
  pieces: [{ kind: 'value', source, encodings: [] }],
});

/** @returns what a value prints */
export function printed(value: Value): TemplatePiece[] {
  switch (value.kind) {
    case 'pieces':
      return value.pieces;
    case 'body-path':
      return printed(sourced({ kind: 'body-path', path: value.path }));
    case 'context':
      return printed(sourced({ kind: 'context', name: value.path.join('.') }));
    case 'stageVariables':
      return printed(sourced({ kind: 'stageVariable', name: value.path.join('.') }));
    case 'parameters':
    case 'input':
    case 'util':
      throw new Logic('prints a whole map of values');
  }
}

/** @returns what stands under a name in a value: `$context.identity`, `$inputRoot.Item`, `$input.body` */
export function memberOf(value: Value, name: string): Value {
  switch (value.kind) {
    case 'body-path':
      return { kind: 'body-path', path: `${value.path}${/^\d+$/.test(name) ? `[${name}]` : `.${name}`}` };
    case 'parameters':
      return parameterOf(value.place, name);
    case 'context':
      if (/^(request|response)Override$/.test(name)) throw new Logic(`reads $context.${name}`);
      return { ...value, path: [...value.path, name] };
    case 'stageVariables':
      return { ...value, path: [...value.path, name] };
    case 'input':
      if (name === 'body') return sourced({ kind: 'body' });
      throw new Logic(`asks for $input.${name}`);
    case 'pieces':
    case 'util':
      throw new Logic(`asks for a property ${name} of a text`);
  }
}

function parameterOf(place: Place | undefined, name: string): Value {
  if (place !== undefined) return sourced({ kind: 'parameter', place, name });
  if (name === 'path' || name === 'querystring' || name === 'header') return { kind: 'parameters', place: name };
  throw new Logic(`asks for $input.params().${name}`);
}

/** @returns pieces with an encoding put over them; only encodings that work sign by sign go over several pieces */
export function encoded(pieces: TemplatePiece[], encoding: TemplateEncoding): TemplatePiece[] {
  if (encoding === 'base64' && pieces.length > 1) throw new Logic('encodes several values together');
  return pieces.map((piece) =>
    piece.kind === 'value'
      ? { ...piece, encodings: [...piece.encodings, encoding] }
      : { kind: 'text', text: encodedText(piece.text, encoding) },
  );
}

/** RT-VTL-UTIL-ESC, RT-VTL-UTIL-URL, RT-VTL-UTIL-B64 */
function encodedText(text: string, encoding: TemplateEncoding): string {
  switch (encoding) {
    case 'javascript':
      return JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'");
    case 'url':
      return new URLSearchParams([['', text]]).toString().slice(1);
    case 'base64':
      return Buffer.from(text).toString('base64');
  }
}
