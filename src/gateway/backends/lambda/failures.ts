import { isNativeError } from 'node:util/types';
import type { LambdaOutcome } from '../../gateway.js';
import type { Threw } from './function.js';

/** Bytes that Lambda takes as an event (RT-LIM-LAMBDA, https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const LARGEST_EVENT = { synchronous: 6 * 1024 * 1024, asynchronous: 1024 * 1024 };

/** Bytes that Lambda hands back (RT-ERR-LAMBDA-RES-SIZE). */
export const LARGEST_RESULT = 6_291_556;

/**
 * @returns a thrown value as Lambda's Node.js runtime reports it: name, message and stack of an error, the type and text of
 *   anything else
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function thrown(error: unknown): Threw {
  try {
    if (isNativeError(error)) {
      const { name, message, stack = '' } = error;
      return { kind: 'threw', errorType: String(name), errorMessage: String(message), trace: stack.split('\n') };
    }
    return { kind: 'threw', errorType: typeof error, errorMessage: String(error), trace: [] };
  } catch {
    // A value that fails while it is read, such as one without a prototype.
    return {
      kind: 'threw',
      errorType: 'handled',
      errorMessage: 'The function failed with a value that cannot be read.',
    };
  }
}

/**
 * @returns a function that was stopped at its own time limit. The type is that of today's Lambda, the message the one that
 *   selection patterns look for (`.*Task timed out.*`)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
export function outOfTime(requestId: string, timeoutInMillis: number): Threw {
  const seconds = (timeoutInMillis / 1000).toFixed(2);
  const errorMessage = `${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`;
  return { kind: 'threw', errorType: 'Sandbox.Timedout', errorMessage };
}

/** @param how `exit status 1`, `signal: killed`; absent for an exit with status 0 */
export function exited(requestId: string, how?: string): Threw {
  const reason = how === undefined ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return { kind: 'threw', errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

/** @returns how a process or thread ended, in the words of Lambda */
export function endOf(code: number | null, signal: NodeJS.Signals | null = null): string | undefined {
  if (signal !== null) return `signal: ${signal === 'SIGKILL' ? 'killed' : signal.slice(3).toLowerCase()}`;
  return code === 0 || code === null ? undefined : `exit status ${code}`;
}

/** What is left of a call when the simulator ends. */
export function closed(): Threw {
  return { kind: 'threw', errorType: 'Runtime.ExitError', errorMessage: 'The simulator was ended.' };
}

/** @returns the failure of a result that is too large; undefined for one that is not */
export function tooLargeResult(text: string): Threw | undefined {
  return exceeds(text, LARGEST_RESULT) ? tooLarge() : undefined;
}

export function tooLarge(): Threw {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LARGEST_RESULT} bytes).`;
  return { kind: 'threw', errorType: 'Function.ResponseSizeTooLarge', errorMessage };
}

/** @returns how Lambda refuses an event that is too large; undefined for one that is not */
export function tooLargeEvent(
  text: string,
  call: keyof typeof LARGEST_EVENT = 'synchronous',
): LambdaOutcome | undefined {
  if (!exceeds(text, LARGEST_EVENT[call])) return undefined;
  const message = `Request must be smaller than ${LARGEST_EVENT[call]} bytes for the InvokeFunction operation`;
  return { kind: 'not-invoked', status: 413, errorType: 'RequestTooLargeException', message };
}

/** A UTF-16 unit has at most three bytes in UTF-8, so short texts need not be measured. */
function exceeds(text: string, bytes: number): boolean {
  return text.length > bytes / 3 && Buffer.byteLength(text) > bytes;
}
