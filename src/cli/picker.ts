import { Failure } from '../model/index.js';

/**
 * Lets people choose on the terminal. The question stands on stderr, so that stdout stays the bare result.
 *
 * @returns undefined where there is no terminal to ask on
 * @throws Failure (`usage`) where nothing is chosen
 */
export async function choose(message: string, choices: { value: string; name: string }[]): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const { select } = await import('@inquirer/prompts');
  try {
    return await select({ message, choices, pageSize: 15 }, { output: process.stderr });
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:ExitPrompt|AbortPrompt|CancelPrompt)Error$/.test(error.name)) throw error;
    throw new Failure('usage', 'Nothing was chosen.', 'Choose one, or name it on the command line.');
  }
}
