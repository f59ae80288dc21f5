import type { RuleId } from '../../model/index.js';

/**
 * What a snippet is, so that it can be shown, and put to the test.
 *
 * - `definition` keys at the root of the definition of a REST API
 * - `method` keys of the method GET /orders/{id}, `integration` keys of its x-amazon-apigateway-integration
 * - `settings` keys of settings.json in a bundle
 * - `decide` keys of migrate.config.yaml
 * - `write` what to write in place of `before`, at the same place of the REST API
 * - `becomes` what the HTTP API has at the same place as `before`
 * - `stage` what the stage of the HTTP API gets
 * - `seen` what callers, backends or functions see: requests, answers, events
 * - `do` what a person does elsewhere: commands, changes of a backend
 */
export type FragmentKind =
  | 'definition'
  | 'method'
  | 'integration'
  | 'settings'
  | 'decide'
  | 'write'
  | 'becomes'
  | 'stage'
  | 'seen'
  | 'do';

/** A snippet; those of files are YAML. What does not matter (`uri`, `responses`) is left out. */
export interface Fragment {
  of: FragmentKind;
  text: string;
}

/** A rule shown on a snippet: what there is, and what becomes of it, or what to write instead. */
export interface Example {
  before: Fragment;
  /** What has to be there besides. */
  beside?: Fragment;
  after: Fragment;
}

/** The examples of one concern: one that is missing, or one too many, does not compile. */
export type ExamplesOf<Concern extends string> = Record<Extract<RuleId, `${Concern}/${string}`>, Example>;

type Tag = (parts: TemplateStringsArray, ...values: string[]) => Fragment;

const tagOf =
  (of: FragmentKind): Tag =>
  (parts, ...values) => ({ of, text: dedented(String.raw({ raw: parts.raw }, ...values)) });

export const definition = tagOf('definition');
export const method = tagOf('method');
export const integration = tagOf('integration');
export const settings = tagOf('settings');
export const decide = tagOf('decide');
export const write = tagOf('write');
export const becomes = tagOf('becomes');
export const stage = tagOf('stage');
export const seen = tagOf('seen');
export const act = tagOf('do');

/** Takes away the indentation that all lines share, and blank lines around them. */
function dedented(text: string): string {
  const lines = text.replace(/^\s*\n|\s+$/g, '').split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent)).join('\n');
}
