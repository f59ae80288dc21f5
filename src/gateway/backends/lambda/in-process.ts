import type { Json } from '../../../model/index.js';
import type { LambdaOutcome } from '../../gateway.js';
import { printToStderr } from './console.js';
import { ExitAttempt, withoutExit } from './exit.js';
import { endOf, exited, outOfTime, thrown, tooLargeEvent } from './failures.js';
import type { FunctionSettings, Invocation, LambdaFunction, Threw } from './function.js';
import { dropFromCache, followEditions, type Handler, type HandlerPlace, loadHandler } from './handler.js';
import { plainCopy } from './plain-copy.js';
import { outcomeOf, resultText } from './result.js';
import { type Ended, runHandler } from './run-handler.js';

/**
 * A handler in the simulator's own process: the fastest, and without what a thread keeps apart. Calls run side by side; an
 * endless loop, a signal to the process and memory that is used up are the simulator's own; and a callback does not wait until
 * nothing is left to do. `process.exit` ends the call that makes it.
 */
export class InProcess implements LambdaFunction {
  private handler: Promise<Handler> | undefined;
  private edition = 0;
  private readonly stopPrinting = printToStderr();
  private readonly letExit = withoutExit();

  constructor(
    private readonly place: HandlerPlace,
    private readonly settings: FunctionSettings,
  ) {
    Object.assign(process.env, settings.environment);
  }

  async load(): Promise<Threw | undefined> {
    try {
      this.handler ??= loadHandler(this.place, this.edition);
      await this.handler;
      return undefined;
    } catch (error) {
      // It may be there the next time.
      this.handler = undefined;
      return thrown(error);
    }
  }

  async invoke({ event, ...call }: Invocation): Promise<LambdaOutcome> {
    const given = eventFor(event);
    if ('kind' in given) return given;
    const failed = this.handler ? undefined : await this.load();
    if (failed || !this.handler) return failed ?? this.invoke({ event, ...call });
    return this.run(await this.handler, given.event, call);
  }

  private run(handler: Handler, event: unknown, call: Omit<Invocation, 'event'>): Promise<LambdaOutcome> {
    const { settings } = this;
    const { timeoutInMillis } = settings;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(outOfTime(call.requestId, timeoutInMillis)), timeoutInMillis);
      runHandler(
        handler,
        event,
        { ...call, until: Date.now() + timeoutInMillis },
        {
          settings,
          end: (ended) => {
            clearTimeout(timer);
            resolve(exitOf(ended, call.requestId) ?? resultOf(ended));
          },
        },
      );
    });
  }

  renew(changed: Iterable<string>): void {
    followEditions();
    dropFromCache(changed);
    this.edition++;
    this.handler = undefined;
  }

  async close(): Promise<void> {
    this.stopPrinting();
    this.letExit();
  }
}

/** Event and result are copied as JSON would, so neither side sees the other's objects. @returns the copy, or why Lambda refuses it */
function eventFor(event: Json): { event: unknown } | LambdaOutcome {
  const copy = plainCopy(event);
  if (copy !== undefined) return { event: copy };
  const text = JSON.stringify(event);
  return tooLargeEvent(text) ?? { event: JSON.parse(text) };
}

function exitOf(ended: Ended, requestId: string): Threw | undefined {
  if (!('error' in ended && ended.error instanceof ExitAttempt)) return undefined;
  return exited(requestId, endOf(ended.error.code));
}

function resultOf(ended: Ended): LambdaOutcome {
  const value = 'value' in ended ? plainCopy(ended.value) : undefined;
  return value === undefined ? outcomeOf(resultText(ended)) : { kind: 'returned', value };
}
