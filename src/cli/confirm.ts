import { Failure } from '../model/index.js';

/**
 * Asks before something is changed. The question stands on stderr, so that stdout stays the bare result.
 *
 * @throws Failure (`refused`) where the answer is no, or there is no terminal to ask on
 */
export async function confirmOrRefuse(question: string): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new Failure('refused', 'Nothing was changed: there is no terminal to ask on.', 'Add --yes to go ahead.');
  }
  const { confirm } = await import('@inquirer/prompts');
  try {
    if (await confirm({ message: question, default: false }, { output: process.stderr })) return;
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)) throw error;
  }
  throw new Failure('refused', 'Nothing was changed: the answer was no.', 'Run it again when the plan is right.');
}
