import { type Call, type Callback, contextOf } from './context.js';
import type { FunctionSettings } from './function.js';
import type { Handler } from './handler.js';

/** How a call of a handler ended, before anything is made of its value. */
export type Ended = { value: unknown } | { error: unknown };

/** What a call runs in. */
export interface Surroundings {
  settings: FunctionSettings;
  /** Calls back once nothing is left to do; absent in a process that always has something to do. */
  whenIdle?(then: () => void): void;
}

/**
 * Calls a handler as Lambda's Node.js runtime does: a returned promise, a callback, or `context.succeed` and `fail`;
 * whichever comes first counts. What a handler returns without a promise is not looked at. A callback waits until
 * nothing is left to do, unless the context says otherwise; where nothing is left and nobody has answered, an async
 * handler has failed, and any other has returned null.
 *
 * @param end called once
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function runHandler(handler: Handler, event: unknown, call: Call, { settings, whenIdle, end }: Running): void {
  let answered = false;
  const answer = (then: () => void) => {
    if (!answered) then();
    answered = true;
  };
  const done: Callback = (error, value) => answer(() => end(isNone(error) ? { value } : { error }));
  const context = contextOf(call, settings, done);
  const callback: Callback = (error, value) => {
    if (!isNone(error) || !whenIdle || !context.callbackWaitsForEmptyEventLoop) done(error, value);
    else answer(() => whenIdle(() => end({ value })));
  };
  whenIdle?.(() => answer(() => end(isAsync(handler) ? { error: new NeverSettled() } : { value: null })));
  try {
    const returned = handler(event, context, callback);
    if (isPromise(returned)) returned.then(context.succeed, (error: unknown) => answer(() => end({ error })));
    else if (!whenIdle && answersNever(handler, returned)) done(undefined, null);
  } catch (error) {
    answer(() => end({ error }));
  }
}

function isNone(error: unknown): error is undefined | null {
  return error === undefined || error === null;
}

interface Running extends Surroundings {
  end(ended: Ended): void;
}

class NeverSettled extends Error {
  override readonly name = 'Runtime.NodeJsExit';
  override readonly message = 'The handler returned a promise that nothing is left to settle.';
}

function isAsync(handler: Handler): boolean {
  return Object.prototype.toString.call(handler) === '[object AsyncFunction]';
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Whether a handler that has returned can still answer: it needs a context or a callback to do so. */
function answersNever(handler: Handler, returned: unknown): boolean {
  return handler.length < 3 && (returned !== undefined || handler.length < 2);
}
