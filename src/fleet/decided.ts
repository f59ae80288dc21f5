import { Anonymiser } from '../anonymise/anonymiser.js';
import { withFlags } from '../cli/decision-flags.js';
import { configName, readDecisions } from '../cli/decisions.js';
import type { Decisions } from '../model/index.js';
import type { SourceText } from '../openapi/document.js';
import { rules } from '../rules/index.js';
import { anonymousDecisions, anonymousSource } from './anonymous.js';

/** What belongs to a definition besides its text. Plain data, because it also goes to threads. */
export interface DecidedOptions {
  /** Path of the decisions; absent: looked for beside the input and in the current folder. */
  config?: string | undefined;
  'payload-format'?: '1.0' | '2.0' | undefined;
  accept?: string[] | undefined;
  /** Whose API it is stays out of the result: the key of the stand-ins, and what the input is called instead. */
  anonymise?: { key: string; name?: string } | undefined;
  /** Nothing is said beside the result. */
  quiet?: boolean;
}

/** A definition, and what was decided about it. */
export interface Decided {
  source: SourceText;
  decisions: Decisions;
  /** What put the stand-ins in, for whatever is looked at beside this definition; absent where none are wanted. */
  anonymiser?: Anonymiser;
}

/**
 * Reads what was decided about a definition, and puts stand-ins into both where that is wanted: what all flows begin with.
 *
 * @param input as the user named it; decisions are looked for beside it
 * @throws Failure (`usage`) when the decisions cannot be read
 */
export async function decided(source: SourceText, input: string, options: DecidedOptions): Promise<Decided> {
  const { config, quiet = false, anonymise } = options;
  const shown = anonymise && { shownAs: configName };
  const decisions = withFlags(await readDecisions({ input, config, quiet, ...shown }), options, Object.values(rules));
  if (anonymise === undefined) return { source, decisions };
  const anonymiser = new Anonymiser(anonymise.key);
  return {
    source: anonymousSource(source, anonymiser, anonymise.name),
    decisions: anonymousDecisions(decisions, anonymiser),
    anonymiser,
  };
}
