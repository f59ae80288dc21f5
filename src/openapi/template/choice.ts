import { Failure, isObject, nearest, quoted } from '../../model/index.js';
import type { ParsedText } from '../document.js';
import { exportCommand } from '../export-command.js';
import { type Candidate, candidatesOf, isApiType } from './candidates.js';
import { refuseWithoutDefinition } from './refusals.js';
import { resourcesOf } from './resources.js';

/** An API whose definition stands in the template itself. */
export type Chosen = Candidate & { definition: { kind: 'inline' } };

/**
 * Finds the definition that is meant: that of the resource that was named, else the only one.
 *
 * @throws Failure (`usage`) when there are several, or none of that name; (`input`) when there is none, or it is kept elsewhere
 */
export function chosenCandidate(template: ParsedText): Chosen {
  const candidates = candidatesOf(template.root);
  const { part } = template.source;
  const chosen = part === undefined ? theOnly(template, candidates) : named(template, candidates, part);
  const { definition } = chosen;
  switch (definition.kind) {
    case 'inline':
      return { ...chosen, definition };
    case 'elsewhere':
      return refuseElsewhere(template, chosen, definition);
    case 'hidden': {
      const message = `The definition of ${chosen.logicalId} is known to CloudFormation only: ${definition.by} decides what is in it.`;
      const next = 'Pass the definition itself as a file, or an export of the deployed API: ';
      throw new Failure('input', message, `${next}${exportCommand}`, placeOf(template, definition.at));
    }
  }
}

function placeOf({ source, locate }: ParsedText, at: string) {
  const place = locate([at]).get(at);
  return place ? { file: place.file, line: place.line, column: place.column } : { file: source.file };
}

function theOnly(template: ParsedText, candidates: Candidate[]): Candidate {
  const [first, ...others] = candidates;
  if (first === undefined) return refuseWithoutDefinition(template);
  if (others.length === 0) return first;
  const names = candidates.map(({ logicalId }) => logicalId);
  const message = `The template has the definitions of ${names.length} REST APIs: ${names.join(', ')}.`;
  const commands = names.map((name) => `migrate analyze ${reference(template, name)}`);
  throw new Failure('usage', message, `Name the one that is meant: ${commands.join('  or  ')}`, {
    file: template.source.file,
  });
}

/** What to type for one resource of the template. */
function reference({ source }: ParsedText, logicalId: string): string {
  const text = `${source.file}#${logicalId}`;
  return /^[\w@%+=:,./#-]+$/.test(text) ? text : quoted(text);
}

function named(template: ParsedText, candidates: Candidate[], part: string): Candidate {
  const found = candidates.find(({ logicalId }) => logicalId === part);
  if (found) return found;
  const { file } = template.source;
  const resource = resourcesOf(template.root).find(({ logicalId }) => logicalId === part);
  if (resource && isApiType(resource.type)) return refuseWithoutDefinition(template, part);
  const what = resource
    ? `${part} is of the type ${resource.type}, which is no REST API.`
    : `The template has no resource ${part}.`;
  throw new Failure('usage', what, suggestion(template, candidates, part), { file });
}

function suggestion(template: ParsedText, candidates: Candidate[], part: string): string {
  const names = candidates.map(({ logicalId }) => logicalId);
  const meant = nearest(part, names) ?? (names.length === 1 ? names[0] : undefined);
  if (meant !== undefined) return `Did you mean ${reference(template, meant)}?`;
  return names.length === 0
    ? `No resource of the template has a definition. Pass an export of the deployed API: ${exportCommand}`
    : `REST APIs with a definition: ${names.join(', ')}.`;
}

/** Nothing is fetched (promise 4), and what is beside the include would be read without it. */
function refuseElsewhere(
  template: ParsedText,
  { logicalId, properties }: Candidate,
  { at, location }: { at: string; location: string },
): never {
  const copy = location.startsWith('s3://')
    ? `Copy it with aws s3 cp ${quoted(location)} . and pass that file`
    : 'Pass that file';
  const beside = ['Auth', 'Cors', 'GatewayResponses', 'Policy', 'EndpointConfiguration'].filter(
    (name) => properties.root[name] !== undefined,
  );
  const isInBody = isObject(properties.root['DefinitionBody'] ?? properties.root['Body']);
  const instead = isInBody ? 'Fn::Transform' : 'the property, as DefinitionBody or Body';
  const counted =
    beside.length === 0
      ? ''
      : ` To have ${beside.join(', ')} of ${logicalId} counted, write its content in place of ${instead}.`;
  const message = `The definition of ${logicalId} is kept elsewhere, and nothing is fetched: ${location}`;
  throw new Failure('input', message, `${copy}.${counted}`, placeOf(template, at));
}
