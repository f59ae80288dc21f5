import type { LambdaOutcome } from '../../gateway.js';
import { printToStderr } from './console.js';
import { outOfTime, thrown, tooLargeEvent } from './failures.js';
import type { FunctionSettings, Invocation, LambdaFunction, Threw } from './function.js';
import { dropFromCache, followEditions, type Handler, type HandlerPlace, loadHandler } from './handler.js';
import { outcomeOf, resultText } from './result.js';
import { runHandler } from './run-handler.js';

/**
 * A handler in the simulator's own process: the fastest, and without what a thread keeps apart. Calls run side by side; an
 * endless loop, `process.exit` and memory that is used up are the simulator's own; and a callback does not wait until nothing
 * is left to do.
 */
export class InProcess implements LambdaFunction {
  private handler: Promise<Handler> | undefined;
  private edition = 0;
  private readonly printAsBefore = printToStderr();

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
    // Event and result go through JSON, so neither side sees the other's objects.
    const text = JSON.stringify(event);
    const refused = tooLargeEvent(text) ?? (this.handler ? undefined : await this.load());
    if (refused || !this.handler) return refused ?? this.invoke({ event, ...call });
    return this.run(await this.handler, text, call);
  }

  private run(handler: Handler, event: string, call: Omit<Invocation, 'event'>): Promise<LambdaOutcome> {
    const { settings } = this;
    const { timeoutInMillis } = settings;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(outOfTime(call.requestId, timeoutInMillis)), timeoutInMillis);
      runHandler(
        handler,
        JSON.parse(event),
        { ...call, until: Date.now() + timeoutInMillis },
        {
          settings,
          end: (ended) => {
            clearTimeout(timer);
            resolve(outcomeOf(resultText(ended)));
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
    this.printAsBefore();
  }
}
