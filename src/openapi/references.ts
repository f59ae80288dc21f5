import { below, Failure, isObject, type Json, type JsonObject, type Pointer } from '../model/index.js';
import type { OpenApiDocument } from './document.js';

/**
 * Resolves the references of a document within itself. References to other places are refused: reading them would
 * take the network or files that nobody named (promise 4), and API Gateway does not follow them either.
 *
 * A reference to something that does not exist, and one from a model to another file, stay as they are; whoever needs
 * them reports it.
 *
 * @returns a copy of the document with each `$ref` replaced by what it names; may be circular
 * @throws Failure (`input`) that names the references to other files or hosts
 */
export async function resolveReferences(document: OpenApiDocument): Promise<JsonObject> {
  refuseForeign(document);
  const { default: parser } = await import('@apidevtools/swagger-parser');
  const copy = withVersionAsText(structuredClone(document.root));
  try {
    // The parser's types know OpenAPI only; the document has extensions and functions of CloudFormation in it.
    await parser.dereference(copy as never, { continueOnError: true, resolve: { external: false } });
  } catch (error) {
    // With continueOnError, missing references are thrown together at the end, after the others have been resolved.
    if (!(error instanceof Error && error.name === 'JSONParserErrorGroup')) throw error;
  }
  return copy;
}

/** The parser insists on text where YAML files in use have numbers: `swagger: 2.0`, `version: 1`. */
function withVersionAsText(root: JsonObject): JsonObject {
  if (root['swagger'] !== undefined) root['swagger'] = '2.0';
  if (isObject(root['info'])) root['info']['version'] = versionText(root['info']['version']);
  else root['info'] = { title: '', version: '' };
  return root;
}

function versionText(version: Json | undefined): Json {
  return version === undefined ? '' : typeof version === 'object' ? '' : String(version);
}

interface Reference {
  at: Pointer;
  target: string;
}

function refuseForeign(document: OpenApiDocument): void {
  const foreign = [...referencesIn(document.root)].filter(({ target }) => !target.startsWith('#'));
  const remote = foreign.filter(({ target }) => /^[a-z][a-z0-9+.-]*:\/\//i.test(target) || target.startsWith('//'));
  refuse(
    document,
    remote,
    'refers to another host, and nothing is fetched',
    'Bundle the definition into one file first (redocly bundle).',
  );
  // What a schema is missing is only a description: API Gateway enforces models alone, and HTTP APIs not even those.
  const files = foreign.filter((reference) => !remote.includes(reference) && !isInSchema(reference.at));
  refuse(
    document,
    files,
    'refers to another file, and only this one was named',
    'Bundle the definition into one file first (redocly bundle).',
  );
}

function isInSchema(at: Pointer): boolean {
  return /\/(schema|definitions|schemas)(\/|$)/.test(at);
}

function refuse(document: OpenApiDocument, references: Reference[], what: string, next: string): void {
  const [first] = references;
  if (first === undefined) return;
  const names = [...new Set(references.map(({ target }) => target))];
  const listed = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
  const place = document.locate([first.at]).get(first.at);
  throw new Failure('input', `The definition ${what}: ${listed}.`, next, { file: document.source.file, ...place });
}

function* referencesIn(root: JsonObject): Generator<Reference> {
  const open: { value: Json | undefined; at: Pointer }[] = [{ value: root, at: '' }];
  const seen = new Set<object>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const { value, at } = node;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value) && typeof value['$ref'] === 'string') yield { at: below(at, '$ref'), target: value['$ref'] };
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object') open.push({ value: child, at: below(at, key) });
    }
  }
}
