import type { Rule } from '../model/index.js';
import type { Fragment, FragmentKind } from '../rules/examples/fragment.js';
import { evidenceText } from './evidence.js';

/** @returns what a rule is, in short: level, class, whether it can be accepted, evidence and age */
export function marksOf({ level, class: of, security, acceptable, evidence, since }: Rule): string[] {
  return [
    `level ${level}`,
    `class ${of}`,
    ...(security ? ['about security'] : []),
    ...(acceptable ? ['can be accepted by name'] : []),
    `evidence ${evidence}: ${evidenceText[evidence]}`,
    `since ${since}`,
  ];
}

/** Where a snippet stands, by its kind: before the move, and after it. */
const places: Record<FragmentKind, readonly [before: string, after: string]> = {
  definition: ['In the definition of the REST API', 'In the definition of the REST API'],
  method: ['In a method', 'In a method'],
  integration: ['In its x-amazon-apigateway-integration', 'In its x-amazon-apigateway-integration'],
  settings: ['In settings.json of a bundle', 'In settings.json of a bundle'],
  decide: ['Decided in migrate.config.yaml', 'Decide in migrate.config.yaml'],
  write: ['Write', 'Write instead'],
  becomes: ['In the HTTP API', 'In the HTTP API'],
  stage: ['In the stage of the HTTP API', 'In the stage of the HTTP API'],
  seen: ['Today', 'After the move'],
  do: ['Do', 'Do'],
};

/** A snippet with its caption. */
export interface Snippet {
  caption: string;
  /** Language for highlighting; none for what is no YAML. */
  language: 'yaml' | '';
  text: string;
}

/** @returns the snippets of an example in their order */
export function snippetsOf({
  before,
  beside,
  after,
}: {
  before: Fragment;
  beside?: Fragment;
  after: Fragment;
}): Snippet[] {
  return [
    snippet(before, 0),
    ...(beside === undefined ? [] : [{ ...snippet(beside, 0), caption: `Besides: ${lower(places[beside.of][0])}` }]),
    snippet(after, 1),
  ];
}

function snippet({ of, text }: Fragment, when: 0 | 1): Snippet {
  return { caption: places[of][when], language: of === 'seen' || of === 'do' ? '' : 'yaml', text };
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
