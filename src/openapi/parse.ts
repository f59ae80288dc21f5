import { constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import { isObject, type Json, type Location, OtherDocument, type Pointer } from '../model/index.js';
import type { OpenApiDocument, SettingsDocument, SourceText } from './document.js';
import { findDuplicateKey } from './duplicate-keys.js';
import { shapeOf } from './json-shape.js';
import { linesOf, Places } from './places.js';
import {
  refuseDuplicateKey,
  refusePart,
  refuseSeveralDocuments,
  refuseSyntax,
  refuseTerraform,
  refuseUnsuitable,
} from './refusals.js';
import { reportJson, reportYaml } from './report-places.js';
import { countKeys } from './scan-json.js';
import { withSettings } from './settings-document.js';
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
  const parsed = parsedOf(source);
  const { value, syntax } = parsed;
  if (!isObject(value)) {
    refuseTerraform(source);
    const next = 'Pass an OpenAPI definition, such as GetExport with extensions=apigateway writes it.';
    throw new OtherDocument('input', 'This is not an OpenAPI document: its top level is no object.', next, {
      file: source.file,
    });
  }
  if (source.part !== undefined && !isTemplate(value)) refusePart(source, source.part);
  const written = { source, syntax, root: value, locate: locatorOf(source.file, parsed) };
  const document: OpenApiDocument = isTemplate(value) ? definitionIn(written) : written;
  refuseUnsuitable(document.root, document.source);
  const settings = source.settings ? parseSettings(source.settings) : document.settings;
  return settings ? withSettings(document, settings) : document;
}

/**
 * Parses the `settings.json` of a bundle.
 *
 * @throws Failure (`input`) when the text is no JSON or YAML
 */
function parseSettings(source: SourceText): SettingsDocument {
  const parsed = parsedOf(source);
  // The schema has seen to it that this is an object.
  return { root: isObject(parsed.value) ? parsed.value : {}, locate: locatorOf(source.file, parsed) };
}

/**
 * @returns what stands in a text, functions of CloudFormation in their long form
 * @throws Failure (`input`) when it is no YAML
 */
export function contentOf(source: SourceText): Json {
  return parsedOf(source).value;
}

/** @returns what finds places in a text that was parsed */
function locatorOf(file: string, { text, report }: Parsed): OpenApiDocument['locate'] {
  return (pointers) => {
    const places = new Places([...pointers]);
    report(places);
    return locationsOf({ file, text }, places);
  };
}

interface Parsed {
  value: Json;
  /** The text that offsets count in. */
  text: string;
  syntax: 'json' | 'yaml';
  /** Reports the whole text to somebody who looks for places. */
  report(places: Places): void;
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

function readJson(source: SourceText, value: Json): Parsed {
  const { text } = source;
  const { keys, depth } = shapeOf(value, deepest);
  if (depth > deepest || keys !== countKeys(text)) refuseLossy(source);
  return { value, text, syntax: 'json', report: (places) => reportJson(text, places) };
}

/** Says what `JSON.parse` passed over: JSON is YAML in flow style, and the YAML parser is slow and strict. */
function refuseLossy(source: SourceText): void {
  try {
    const events = parseEvents(source.text, { maxDepth: deepest });
    const duplicate = findDuplicateKey(events, source.text);
    if (duplicate !== undefined) refuseDuplicateKey({ file: source.file, ...linesOf(source.text)(duplicate) });
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
    const value = (documents[0] ?? null) as Json;
    return { value, text, syntax: 'yaml', report: (places) => reportYaml(text, events, places) };
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

function locationsOf(source: SourceText, places: Places): Map<Pointer, Location> {
  const lineOf = linesOf(source.text);
  return new Map(
    [...places.offsets()].map(([pointer, offset]) => [pointer, { file: source.file, pointer, ...lineOf(offset) }]),
  );
}
