/** What a handler is stopped by that calls `process.exit` in a process which is not its own. */
export class ExitAttempt extends Error {
  override readonly name = 'ExitAttempt';

  constructor(readonly code: number) {
    super(`A handler called process.exit(${code}).`);
  }
}

let holders = 0;
let exitAsBefore: typeof process.exit | undefined;

/** Lets no handler end this process: where one tries to, it is stopped there. @returns ends it, when the last one has ended */
export function withoutExit(): () => void {
  holders++;
  if (holders === 1) {
    exitAsBefore = process.exit;
    process.exit = (code) => {
      throw new ExitAttempt(Number(code ?? process.exitCode ?? 0));
    };
  }
  return () => {
    holders--;
    if (holders === 0 && exitAsBefore) process.exit = exitAsBefore;
  };
}
