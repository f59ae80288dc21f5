import { below, Failure, isObject, type Json, type JsonObject, keysOf, type Pointer } from '../model/index.js';
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
  setAsideDangling(copy);
  // The parser's types know OpenAPI only; the document has extensions and functions of CloudFormation in it.
  await parser.dereference(copy as never, { resolve: { external: false } });
  return copy;
}

/** Key under which a reference that leads nowhere is kept; the parser would stop at it. */
export const danglingKey = 'x-dangling-reference';

function setAsideDangling(copy: JsonObject): void {
  for (const { holder } of [...referencesIn(copy)]) {
    const target = holder['$ref'];
    if (typeof target === 'string' && exists(copy, target)) continue;
    delete holder['$ref'];
    holder[danglingKey] = target ?? null;
  }
}

/** References may lead through references, in circles too; nobody means more than a few. */
const longestChain = 20;

function exists(root: JsonObject, target: string): boolean {
  return typeof nodeAt(root, target, longestChain) === 'object';
}

function nodeAt(root: JsonObject, target: string, hops: number): Json | undefined {
  if (!target.startsWith('#') || hops === 0) return undefined;
  let node: Json | undefined = root;
  for (const key of keysOf(safelyDecoded(target.slice(1)))) {
    if (isObject(node) && typeof node['$ref'] === 'string') node = nodeAt(root, node['$ref'], hops - 1);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    // A list is read by its indexes like an object by its keys.
    node = (node as JsonObject)[key];
  }
  return node ?? undefined;
}

/** References are URIs, so keys may be percent-encoded; a stray percent sign is meant as it is. */
function safelyDecoded(text: string): string {
  return /%(?![0-9a-f]{2})/i.test(text) ? text : decodeURIComponent(text);
}

/** The parser insists on whole versions, and on text where YAML files in use have numbers: `openapi: 3.0`, `version: 1`. */
function withVersionAsText(root: JsonObject): JsonObject {
  if (root['swagger'] !== undefined) root['swagger'] = '2.0';
  if (root['openapi'] !== undefined) root['openapi'] = '3.0.3';
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
  /** The object that has the `$ref`. */
  holder: JsonObject;
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
    // A model may have a property of that name; then it is an object.
    if (isObject(value) && value['$ref'] !== undefined && typeof value['$ref'] !== 'object') {
      yield { at: below(at, '$ref'), target: String(value['$ref']), holder: value };
    }
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object') open.push({ value: child, at: below(at, key) });
    }
  }
}
