import { Config, Errors, flush, type Interfaces, run as runOclif } from '@oclif/core';
import { Failure, nearest } from '../model/index.js';
import { exitCodeOf, exitCodes } from './exit-codes.js';
import { failureText } from './failure-text.js';

/**
 * Runs the command line and sets the exit code. What the user or AWS caused is told in one message; our own bugs
 * keep their stack.
 *
 * @param argv arguments after the program's name
 * @param caller `import.meta.url` of the file in bin/, or where oclif finds the commands
 */
export async function run(argv: string[], caller: Interfaces.LoadOptions): Promise<void> {
  try {
    await runOclif(withHelp(argv), caller);
  } catch (error) {
    process.exitCode = tell(await withSuggestion(error, caller));
  }
  await flush();
}

/** `migrate help analyze` is what people type who know other programs. */
function withHelp([first, ...others]: string[]): string[] {
  return first === 'help' ? [...others, '--help'] : [...(first === undefined ? [] : [first]), ...others];
}

/** Turns oclif's word for an unknown command into ours, with the command that was probably meant. */
async function withSuggestion(error: unknown, caller: Interfaces.LoadOptions): Promise<unknown> {
  const id = error instanceof Error ? /^command (\S+) not found$/.exec(error.message)?.[1] : undefined;
  if (id === undefined) return error;
  const { commandIDs } = await Config.load(caller ?? import.meta.url);
  const ids = commandIDs.map((known) => known.replaceAll(':', ' '));
  const [first = ''] = id.split(':');
  // What follows a command is an argument, or one of the commands below it.
  const name = ids.includes(first) ? id.replaceAll(':', ' ') : first;
  const meant = nearest(
    name,
    ids.filter((known) => known !== first),
  );
  const help = ids.includes(first) ? `migrate ${first} --help` : 'migrate --help';
  const next = meant === undefined ? `See ${help} for the commands.` : `Did you mean migrate ${meant}?`;
  return new Failure('usage', `There is no command "${name}".`, next);
}

function tell(error: unknown): number {
  if (error instanceof Failure) {
    process.stderr.write(failureText(error));
    return exitCodeOf(error.kind);
  }
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? exitCodes.done;
  if (error instanceof Errors.CLIError) {
    process.stderr.write(`Error: ${error.message}\n`);
    return exitCodes.usage;
  }
  process.stderr.write(`This is a bug in migrate. Please report it with the lines below.\n${stackOf(error)}\n`);
  return exitCodes.bug;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
