import { Errors, type Interfaces } from '@oclif/core';
import { Failure, nearest } from '../model/index.js';

/** What a command takes, as far as it can be mistyped. */
export interface Known {
  /** Name of the command, for the way to its help. */
  command: string;
  /** Names of its flags, without dashes. */
  flags: readonly string[];
}

/**
 * Turns the parser's word for a mistyped flag or value into a failure that says what was probably meant.
 *
 * @returns the failure; anything else as it is
 */
export function usageFailure(error: unknown, known: Known): unknown {
  if (!(error instanceof Errors.CLIError)) return error;
  const [what = ''] = error.message.split('\n');
  const flags = /^Nonexistent flags?: (.*)$/.exec(what)?.[1];
  if (flags !== undefined) return unknownFlag(flags, known);
  if (/^Missing \d+ required args?\b/.test(what)) return missingArgument(error.message, known);
  const [, given, choices] = /^Expected (\S+) to be one of: (.*)$/.exec(what) ?? [];
  return given === undefined || choices === undefined ? error : wrongChoice(given, choices.split(', '));
}

function unknownFlag(flags: string, { command, flags: names }: Known): Failure {
  const [first = ''] = flags.split(', ');
  const flag = first.replace(/=.*/s, '');
  const meant = flag.startsWith('--') ? nearest(flag.slice(2), names) : undefined;
  const next = meant === undefined ? `See migrate ${command} --help for the flags.` : `Did you mean --${meant}?`;
  return new Failure('usage', `There is no flag ${flag}.`, next);
}

/** Where words were given after a flag that takes several, these are the flag's: that is told too. */
function missingArgument(message: string, { command }: Known): Failure {
  const names = [...message.matchAll(/^([A-Z][A-Z_]*)(?=\s|$)/gm)].map(([, name]) => name);
  const [flags] = /(?<=^Note: )--.*(?= allows? multiple values)/m.exec(message) ?? [];
  const hint =
    flags === undefined ? '' : ` Words behind ${flags} are taken for its values: name ${names.join(' and ')} first.`;
  const next = `Run migrate ${command} ${names.join(' ')}; migrate ${command} --help says what it can be.${hint}`;
  return new Failure('usage', `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing.`, next);
}

function wrongChoice(given: string, choices: readonly string[]): Failure {
  const [flag, value] = given.startsWith('--') ? given.split(/=(.*)/s) : [undefined, given];
  const meant = nearest(value ?? '', choices);
  const message = `${flag === undefined ? `"${value}"` : `${flag} ${value}`} is not possible: choose ${choices.join(', ')}.`;
  return new Failure('usage', message, meant === undefined ? 'Choose one of these.' : `Did you mean ${meant}?`);
}

/** Flags and what is known of them, as oclif parses them. */
type Parsed = Pick<Interfaces.ParserOutput, 'flags' | 'metadata'>;

/**
 * `--json` is short for `--format json`, where the format is that of a report and so has a default.
 *
 * @throws Failure (`usage`) where `--format` asks for something else
 */
export function withJson({ flags, metadata }: Parsed): void {
  if (flags['json'] !== true || flags['format'] === undefined) return;
  if (flags['format'] !== 'json' && metadata.flags['format']?.setFromDefault !== true) {
    const message = `--json and --format ${flags['format']} contradict each other.`;
    throw new Failure('usage', message, 'Leave one of them out.');
  }
  flags['format'] = 'json';
}
