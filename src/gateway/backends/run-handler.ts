import { randomUUID } from 'node:crypto';
import type { Json } from '../../model/index.js';
import { within } from '../deadline.js';
import type { LambdaOutcome } from '../gateway.js';
import type { Callback, Handler, HandlerContext } from './handler.js';

/** Longest a local handler may take; no integration waits longer (RT-LIM-TIMEOUT). */
const TIMEOUT_MILLIS = 30_000;

/**
 * Calls a handler as Lambda's Node.js runtime does: a returned promise, a callback, or `context.succeed` and `fail`; whichever
 * comes first counts. What a handler returns without a promise is not looked at: the result is null, unless it takes a callback. Event and result go
 * through JSON, so neither side sees the other's objects.
 *
 * @returns what it returned or how it failed; never throws for a failure of the handler
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function runHandler(handler: Handler, functionName: string, event: Json): Promise<LambdaOutcome> {
  return within(TIMEOUT_MILLIS, outcomeOf(handler, functionName, event));
}

async function outcomeOf(handler: Handler, functionName: string, event: Json): Promise<LambdaOutcome> {
  try {
    const value = await new Promise<unknown>((resolve, reject) => {
      const callback: Callback = (error, result) =>
        error === undefined || error === null ? resolve(result) : reject(error);
      const returned = handler(structuredClone(event), contextOf(functionName, callback), callback);
      if (isPromise(returned)) returned.then(resolve, reject);
      else if (handler.length < 3 && (returned !== undefined || handler.length < 2)) resolve(null);
    });
    return { kind: 'returned', value: asJson(value) };
  } catch (error) {
    return thrown(error);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function contextOf(functionName: string, callback: Callback): HandlerContext {
  const until = Date.now() + TIMEOUT_MILLIS;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: '128',
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, until - Date.now()),
    done: callback,
    succeed: (value) => callback(undefined, value),
    fail: (error) => callback(error ?? new Error('failed')),
  };
}

/** Bytes that Lambda hands back (RT-ERR-LAMBDA-RES-SIZE). */
const LARGEST_RESULT = 6_291_556;

class TooLarge extends Error {
  override readonly name = 'Function.ResponseSizeTooLarge';
}

/** `undefined` arrives as null. A result that JSON cannot carry, or too large a one, fails the call, as in Lambda. */
function asJson(value: unknown): Json {
  const text: string = JSON.stringify(value) ?? 'null';
  if (Buffer.byteLength(text) > LARGEST_RESULT)
    throw new TooLarge(`The result is larger than ${LARGEST_RESULT} bytes.`);
  const result: Json = JSON.parse(text);
  return result;
}

function thrown(error: unknown): LambdaOutcome {
  if (error instanceof Error) return { kind: 'threw', errorType: error.name, errorMessage: error.message };
  return { kind: 'threw', errorType: typeof error, errorMessage: String(error) };
}
