import {
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import { Failure, isObject, type Json, type Location, type Pointer } from '../model/index.js';
import type { OpenApiDocument, SourceText } from './document.js';
import { findDuplicateKey } from './duplicate-keys.js';
import { linesOf, Places } from './places.js';
import {
  refuseDuplicateKey,
  refusePart,
  refuseSeveralDocuments,
  refuseSyntax,
  refuseTerraform,
  refuseUnsuitable,
} from './refusals.js';
import { definitionIn } from './template/definition.js';
import { isTemplate } from './template/resources.js';
import { definitionSchema } from './yaml-schema.js';

/**
 * Reads a definition. Values come the fast way (`JSON.parse`, or one pass of the YAML parser); places are found only
 * when somebody asks for them (design, section 6).
 *
 * The text may also be a CloudFormation or SAM template with the definition of a REST API in it.
 *
 * @throws Failure (`input`) when the text is no YAML, no OpenAPI 2.0 or 3.0, or a template that must be rendered first;
 * (`usage`) when it is a template and does not have the one definition that is meant
 */
export function parseDocument(source: SourceText): OpenApiDocument {
  const { value, syntax, text, events } = parsedOf(source);
  if (!isObject(value)) {
    refuseTerraform(source);
    const next = 'Pass an OpenAPI definition, such as GetExport with extensions=apigateway writes it.';
    throw new Failure('input', 'This is not an OpenAPI document: its top level is no object.', next, {
      file: source.file,
    });
  }
  const locateIn = (pointers: Iterable<Pointer>) => locate({ file: source.file, text }, pointers, events);
  if (source.part !== undefined && !isTemplate(value)) refusePart(source, source.part);
  const parsed = { source, syntax, root: value, locate: locateIn };
  const document = isTemplate(value) ? definitionIn(parsed) : parsed;
  refuseUnsuitable(document.root, document.source);
  return document;
}

interface Parsed {
  value: Json;
  /** The text that the offsets in `events` count in. */
  text: string;
  syntax: 'json' | 'yaml';
  events: Event[];
}

function parsedOf(source: SourceText): Parsed {
  const json = /^\s*[[{]/.test(source.text) ? jsonValue(source.text) : undefined;
  return json === undefined ? readYaml(source) : readJson(source, json.value);
}

function jsonValue(text: string): { value: Json } | undefined {
  try {
    // JSON.parse gives `any`; a JSON value is what it is by definition.
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    // Not JSON. It may still be YAML in flow style; if not, the YAML parser names line and column.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Collections in collections: more than any definition has, and less than what exhausts the stack. */
const deepest = 500;

/** JSON is YAML in flow style, so one event stream serves both for places. */
function readJson(source: SourceText, value: Json): Parsed {
  const { text } = source;
  try {
    const events = parseEvents(text, { maxDepth: deepest });
    const duplicate = findDuplicateKey(events, text);
    if (duplicate !== undefined) refuseDuplicateKey({ file: source.file, ...linesOf(text)(duplicate) });
    return { value, text, syntax: 'json', events };
  } catch (error) {
    if (error instanceof YAMLException) refuseSyntax(source, error);
    throw error;
  }
}

function readYaml(source: SourceText): Parsed {
  try {
    const { text, events } = tolerantEvents(source.text);
    const documents = constructFromEvents(events, { source: text, schema: definitionSchema });
    if (documents.length > 1) refuseSeveralDocuments(source, documents.length);
    // The schema makes only JSON values, and functions of CloudFormation in their long form.
    return { value: (documents[0] ?? null) as Json, text, syntax: 'yaml', events };
  } catch (error) {
    if (error instanceof YAMLException) refuseSyntax(source, error);
    throw error;
  }
}

/** How many closing brackets may stand too far left before we give up on the file. */
const mostRepairs = 200;

/**
 * Reads YAML whose flow collections close at the column of their parent (`security: [` … `]` below it). The YAML
 * specification wants the bracket further right, but the parsers that people use let it pass, so files in use have it.
 * Moving the bracket right changes no value, and no line number.
 */
function tolerantEvents(original: string): { text: string; events: Event[] } {
  let text = original;
  for (let repairs = 0; ; repairs++) {
    try {
      return { text, events: parseEvents(text, { maxDepth: deepest }) };
    } catch (error) {
      const mark = error instanceof YAMLException && error.reason === 'deficient indentation' ? error.mark : undefined;
      if (mark === undefined || repairs === mostRepairs) throw error;
      text = `${text.slice(0, mark.position)} ${text.slice(mark.position)}`;
    }
  }
}

function locate(source: SourceText, pointers: Iterable<Pointer>, events: Event[]): Map<Pointer, Location> {
  const places = new Places([...pointers]);
  for (const event of events) report(event, source.text, places);
  const lineOf = linesOf(source.text);
  return new Map(
    [...places.offsets()].map(([pointer, offset]) => [pointer, { file: source.file, pointer, ...lineOf(offset) }]),
  );
}

function report(event: Event, text: string, places: Places): void {
  switch (event.type) {
    case EVENT_ID.DOCUMENT:
      places.beginDocument();
      break;
    case EVENT_ID.MAPPING:
      places.beginMapping(event.start);
      break;
    case EVENT_ID.SEQUENCE:
      places.beginSequence(event.start);
      break;
    case EVENT_ID.SCALAR:
      if (places.expectsKey) places.key(places.isWanted ? getScalarValue(text, event) : '', startOf(event));
      else places.scalar(startOf(event));
      break;
    case EVENT_ID.ALIAS:
      if (places.expectsKey) places.key('', event.anchorStart);
      else places.scalar(event.anchorStart);
      break;
    case EVENT_ID.POP:
      places.end();
      break;
  }
}

/** Where a scalar begins in the text, its quote included. */
function startOf({ valueStart, style }: ScalarEvent): number {
  const isQuoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return isQuoted ? valueStart - 1 : valueStart;
}
