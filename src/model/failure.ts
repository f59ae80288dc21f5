/**
 * What went wrong outside of us. `cli/exit-codes.ts` maps each kind to its exit code.
 *
 * - `usage`: flags or configuration are off
 * - `input`: a definition cannot be read
 * - `aws`: AWS, the network, or a permission
 * - `refused`: a safety guard said no
 */
export type FailureKind = 'usage' | 'input' | 'aws' | 'refused';

/** Where a failure points to. Line and column count from 1; both are absent when the whole file is meant. */
export interface FailurePlace {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}

/**
 * A failure that the user or AWS caused: one message, the place, and what to do next. It is shown without a stack.
 * Everything else that is thrown is our own bug and keeps its stack.
 */
export class Failure extends Error {
  override readonly name: string = 'Failure';

  /**
   * @param kind who has to act; decides the exit code
   * @param message what is wrong, in one sentence, without the place
   * @param next what to do now: a command or a change
   * @param place the file, and the line and column where known
   */
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly next: string,
    readonly place?: FailurePlace,
  ) {
    super(message);
  }
}

/** A document that can be read and describes something else than a REST API: a search passes over it, and says so. */
export class OtherDocument extends Failure {}
