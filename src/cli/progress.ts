import { setImmediate } from 'node:timers/promises';

/** Says how far a step is. Whoever awaits it lets the terminal draw. */
export type Tell = (text: string) => Promise<void>;

/**
 * Does one step of long work, and shows it: moving where people watch, as one line on stderr elsewhere, so that what
 * is piped or redirected from stdout stays the bare result.
 *
 * @param title what the step does, for people
 * @param elsewhere what becomes of what the work tells where nobody watches: nothing, or a line each
 * @returns what the work returns
 * @throws what the work throws
 */
export async function step<Result>(
  title: string,
  work: (tell: Tell) => Promise<Result>,
  elsewhere: 'quiet' | 'lines' = 'quiet',
): Promise<Result> {
  if (process.stdout.isTTY && process.stderr.isTTY) return stepOnTerminal(title, work);
  process.stderr.write(`${title}\n`);
  return work(async (text) => {
    if (elsewhere === 'lines') process.stderr.write(`${text}\n`);
  });
}

/** Draws on the terminal while the work goes on, and takes away what it drew: only the result stays. */
async function stepOnTerminal<Result>(title: string, work: (tell: Tell) => Promise<Result>): Promise<Result> {
  const { Listr } = await import('listr2');
  const done: { result?: Result } = {};
  const task = async (_: unknown, shown: { output: string }) => {
    done.result = await work(async (text) => {
      shown.output = text;
      await setImmediate();
    });
  };
  // Failures are told in one place, cli/main.ts; here they only mark the step.
  const rendererOptions = { clearOutput: true, showErrorMessage: false };
  await new Listr([{ title, task }], { rendererOptions, registerSignalListeners: false }).run();
  // The list throws when its task throws, so the result is there.
  return done.result as Result;
}
