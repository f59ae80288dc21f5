import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Anonymiser } from '../anonymise/anonymiser.js';
import { type Decisions, Failure, type Json } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { contentOf } from '../openapi/parse.js';

/** @returns a key of stand-ins that only who has the input can make again */
export function anonymousKey(sources: Iterable<SourceText>): string {
  const hash = createHash('sha256');
  for (const { text, settings } of sources)
    hash
      .update(text)
      .update('\u0000')
      .update(settings?.text ?? '');
  return hash.digest('hex');
}

/** @returns what to call an input whose own name may tell whose it is */
export function anonymousName(file: string, name = 'rest-api'): string {
  const ending = extname(file).toLowerCase();
  return file === '<stdin>' ? file : `${name}${['.json', '.yaml', '.yml'].includes(ending) ? ending : ''}`;
}

/** @returns what an API is called whose name tells whose it is: as its file, without the ending */
export function withoutEnding(file: string): string {
  return file === '<stdin>' ? 'rest-api' : file.replace(/\.(?:json|ya?ml)$/, '');
}

/**
 * Anonymises a definition before anything is made of it, so that no report can tell more than another.
 *
 * @returns the same text with stand-ins in it, at the same lines. Where an identifier hides from that, behind an escape or a
 *   folded line, the text is printed anew from its values
 */
export function anonymousSource(source: SourceText, anonymiser: Anonymiser, name?: string): SourceText {
  const { settings, part } = source;
  return {
    file: anonymousName(source.file, name),
    text: anonymousText(source, anonymiser),
    ...(part !== undefined && { part }),
    ...(settings && { settings: { file: 'settings.json', text: anonymousText(settings, anonymiser) } }),
  };
}

function anonymousText(source: SourceText, anonymiser: Anonymiser): string {
  const text = anonymiser.text(source.text);
  try {
    const value = contentOf({ file: source.file, text });
    const anonymous = anonymiser.value(value);
    return JSON.stringify(anonymous) === JSON.stringify(value) ? text : `${JSON.stringify(anonymous, undefined, 2)}\n`;
  } catch (error) {
    // What cannot be parsed is refused by whoever reads it, with the place.
    if (error instanceof Failure) return text;
    throw error;
  }
}

/** Decisions go by the names of the definition, so they are anonymised with it. */
export function anonymousDecisions(decisions: Decisions, anonymiser: Anonymiser): Decisions {
  const { placeOf, file, vpcLinks, accept, expired, authorizers, cors, ...rest } = decisions;
  const links = Object.entries(vpcLinks).map(([id, link]) => [
    anonymiser.id(id),
    { ...valueIn(link, anonymiser), id: anonymiser.id(link.id) },
  ]);
  return {
    ...rest,
    vpcLinks: Object.fromEntries(links),
    authorizers: valueIn(authorizers, anonymiser),
    accept: valueIn(accept, anonymiser),
    ...(expired && { expired: valueIn(expired, anonymiser) }),
    ...(cors && { cors: valueIn(cors, anonymiser) }),
    ...(file !== undefined && { file: 'migrate.config.yaml' }),
    ...(placeOf && { placeOf: (pointer) => ({ ...placeOf(pointer), file: 'migrate.config.yaml' }) }),
  };
}

/** The cast is safe: decisions are read from JSON, and the anonymiser changes texts only. */
function valueIn<Value extends object>(value: Value, anonymiser: Anonymiser): Value {
  return anonymiser.value(value as unknown as Json) as unknown as Value;
}
