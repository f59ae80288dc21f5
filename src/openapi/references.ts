import { below, Failure, type Json, type JsonObject, type Pointer } from '../model/index.js';
import type { OpenApiDocument } from './document.js';
import { isReference, ReferenceResolver } from './reference-resolver.js';

/**
 * Resolves the references of a document within itself. References to other places are refused: reading them would
 * take the network or files that nobody named (promise 4), and API Gateway does not follow them either.
 *
 * A reference to something that does not exist, and one from a model to another file, stay as they are; whoever needs
 * them reports it.
 *
 * @returns the document with each `$ref` replaced by what it names; may be circular. What has no reference in it is
 *   shared with the document as written, so nobody may change either
 * @throws Failure (`input`) that names the references to other files or hosts
 */
export function resolveReferences(document: OpenApiDocument): JsonObject {
  const resolver = new ReferenceResolver(document.root);
  const resolved = resolver.resolve();
  if (resolver.hasForeign) refuseForeign(document);
  return resolved;
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
    if (isReference(value)) yield { at: below(at, '$ref'), target: String(value['$ref']) };
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'object') open.push({ value: child, at: below(at, key) });
    }
  }
}
