import { parentPort, workerData } from 'node:worker_threads';
import { thrown } from './failures.js';
import { type FunctionSettings, reservedVariables } from './function.js';
import { type Handler, loadHandler } from './handler.js';
import { resultText } from './result.js';
import { type Ended, runHandler } from './run-handler.js';
import { Claims, type PostedCall, type ThreadData, type ThreadMessage } from './thread-messages.js';

/**
 * An execution environment: a thread that loads one handler and runs its calls, one at a time. It ends as Lambda's does:
 * after an error that nobody caught, and when the handler ends the process.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
async function main({ place, settings, port, claims: memory }: ThreadData): Promise<void> {
  const tell = (message: ThreadMessage) => port.postMessage(message);
  // What the handler does with the port of its parent is its own business, and must not keep the thread busy.
  parentPort?.unref();
  const calls = openCalls(tell, settings);
  endWithStrayErrors(calls, tell);
  process.on('beforeExit', () => calls.idle());
  const handler = await loaded(place, tell);
  const claims = new Claims(memory);
  const posted = openQueue(port);
  tell({ kind: 'loaded' });
  for (;;) {
    const call = await posted.next();
    if (claims.claim(call[0])) await calls.run(handler, call, claims.claimedAt + settings.timeoutInMillis);
  }
}

/** Calls in the order they came. While one runs, only what it does keeps the thread alive; in between, the wait for the next. */
function openQueue(port: ThreadData['port']): { next(): PostedCall | Promise<PostedCall> } {
  const posted: PostedCall[] = [];
  let wake: ((call: PostedCall) => void) | undefined;
  port.on('message', (calls: PostedCall[]) => {
    for (const call of calls) posted.push(call);
    const first = wake && posted.shift();
    if (!wake || !first) return;
    port.unref();
    wake(first);
    wake = undefined;
  });
  const wait = () => {
    port.ref();
    return new Promise<PostedCall>((resolve) => {
      wake = resolve;
    });
  };
  return { next: () => posted.shift() ?? wait() };
}

type Calls = ReturnType<typeof openCalls>;

function openCalls(tell: (message: ThreadMessage) => void, settings: FunctionSettings) {
  let whenIdle: (() => void) | undefined;
  let end: ((ended: Ended) => void) | undefined;
  let lastName = '';
  return {
    run(handler: Handler, [number, functionName, requestId, event]: PostedCall, until: number): Promise<void> {
      // One handler may stand for several functions.
      if (functionName !== lastName) Object.assign(process.env, reservedVariables(functionName, settings));
      lastName = functionName;
      return new Promise((resolve) => {
        end = (ended) => {
          end = undefined;
          whenIdle = undefined;
          tell([number, resultText(ended)]);
          resolve();
        };
        runHandler(
          handler,
          JSON.parse(event),
          { functionName, requestId, until },
          {
            settings,
            whenIdle: (then) => {
              whenIdle = then;
            },
            end,
          },
        );
      });
    },
    idle: () => whenIdle?.(),
    /** @returns whether a call was under way, which has failed now */
    fail(error: unknown): boolean {
      const isUnderWay = end !== undefined;
      end?.({ error });
      return isUnderWay;
    },
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
function endWithStrayErrors(calls: Calls, tell: (message: ThreadMessage) => void): void {
  const fail = (error: unknown, code: number) => {
    if (!calls.fail(error)) tell({ kind: 'stray', outcome: thrown(error) });
    process.exit(code);
  };
  process.on('uncaughtException', (error) => fail(error, 129));
  process.on('unhandledRejection', (reason) => fail(unhandled(reason), 128));
}

function unhandled(reason: unknown): Error {
  const error = new Error(String(reason));
  error.name = 'Runtime.UnhandledPromiseRejection';
  return error;
}

async function loaded(place: ThreadData['place'], tell: (message: ThreadMessage) => void): Promise<Handler> {
  try {
    return await loadHandler(place);
  } catch (error) {
    tell({ kind: 'unloadable', outcome: thrown(error) });
    process.exit(1);
  }
}

const data: ThreadData = workerData;
void main(data);
