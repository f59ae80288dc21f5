import { type Templated, type TemplateForm, type TemplatePiece, withoutPlaceholders } from '../../../model/index.js';
import { Evaluation } from './evaluation.js';
import { Logic, Unparsable } from './values.js';

/**
 * Tells what a mapping template does by parsing it (facts import-export.md, SN-TPL). Placeholders of a template engine
 * are text to it, and stay in the pieces as they were written.
 */
export function formOf(template: Templated): TemplateForm {
  // Of a function other than these nobody knows the text.
  if (/\$\{(Fn::|…)/.test(template.text)) return { kind: 'unreadable', reason: 'a function hides its text' };
  const { vtl, restore } = withoutPlaceholders(template);
  const evaluation = new Evaluation();
  try {
    evaluation.run(vtl);
  } catch (error) {
    if (error instanceof Logic) return { kind: 'logic', reason: error.message };
    if (error instanceof Unparsable) return { kind: 'unreadable', reason: 'it is no VTL that can be parsed' };
    throw error;
  }
  const restored = (piece: TemplatePiece): TemplatePiece =>
    piece.kind === 'text' ? { kind: 'text', text: restore(piece.text) } : piece;
  const pieces = joined(evaluation.pieces.map(restored));
  const overrides = evaluation.overrides.map((each) => ({ ...each, pieces: joined(each.pieces.map(restored)) }));
  return { kind: overrides.length > 0 ? 'simple' : kindOf(pieces), pieces, overrides };
}

function kindOf(pieces: TemplatePiece[]): 'empty' | 'static' | 'pass-through' | 'simple' {
  const values = pieces.filter((piece) => piece.kind === 'value');
  const isBlank = pieces.every((piece) => piece.kind === 'value' || piece.text.trim() === '');
  const [value] = values;
  if (value === undefined) return isBlank ? 'empty' : 'static';
  return isBlank && values.length === 1 && isWholeBody(value) ? 'pass-through' : 'simple';
}

/** `$input.path('$')` prints a map as Java does (RT-VTL-INPUT-PATH-DICT), which is not the body. */
function isWholeBody({ source, encodings }: Extract<TemplatePiece, { kind: 'value' }>): boolean {
  return encodings.length === 0 && (source.kind === 'body' || (source.kind === 'body-json' && source.path === '$'));
}

/** Text beside text becomes one piece. */
function joined(pieces: TemplatePiece[]): TemplatePiece[] {
  const all: TemplatePiece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text')
      all[all.length - 1] = { kind: 'text', text: last.text + piece.text };
    else if (piece.kind === 'value' || piece.text !== '') all.push(piece);
  }
  return all;
}
