import { existsSync } from 'node:fs';
import type { LambdaOutcome } from '../../gateway.js';
import { CommandEnvironment } from './command-environment.js';
import { closed, tooLargeEvent } from './failures.js';
import type { FunctionSettings, Invocation, LambdaFunction, Threw } from './function.js';

/** A call that waits for a runtime to take it. */
export interface WaitingCall {
  invocation: Omit<Invocation, 'event'>;
  /** The event, and the same as JSON text. */
  event: Invocation['event'];
  text: string;
  settle(outcome: LambdaOutcome): void;
}

export interface CommandOptions {
  /** As a shell takes it. */
  command: string;
  /** Where it runs, and where `LAMBDA_TASK_ROOT` leads. */
  folder: string;
  settings: FunctionSettings;
}

/**
 * A function that is any program which speaks the Lambda Runtime API: a runtime of another language, a binary, a script. Each
 * process runs one call at a time, and takes the next when it asks for it; more are started while calls wait, one after
 * the other, up to the limit. One that ends is not started again before a call needs it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html
 */
export class CommandFunction implements LambdaFunction {
  private readonly environments = new Set<CommandEnvironment>();
  private waiting: WaitingCall[] = [];
  private isClosed = false;

  constructor(private readonly options: CommandOptions) {}

  async load(): Promise<Threw | undefined> {
    if (existsSync(this.options.folder)) return undefined;
    return {
      kind: 'threw',
      errorType: 'Runtime.InvalidWorkingDir',
      errorMessage: 'There is no such folder for the command.',
    };
  }

  async invoke({ event, ...invocation }: Invocation): Promise<LambdaOutcome> {
    const text = JSON.stringify(event);
    const refused = tooLargeEvent(text);
    if (refused) return refused;
    if (this.isClosed) return closed();
    return new Promise((settle) => {
      this.waiting.push({ invocation, event, text, settle });
      this.handOut();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.failAll(closed());
    await Promise.all([...this.environments].map((environment) => environment.close()));
  }

  private handOut(): void {
    this.giveToIdle();
    const [first] = this.waiting;
    if (first) this.grow(first);
  }

  private giveToIdle(): void {
    for (const environment of this.environments) {
      if (environment.isIdle) environment.take(this.waiting.shift());
    }
  }

  private grow({ invocation: first }: WaitingCall): void {
    const isStarting = [...this.environments].some((environment) => environment.isStarting);
    if (isStarting || this.isClosed || this.environments.size >= this.options.settings.concurrency) return;
    const environment: CommandEnvironment = new CommandEnvironment(this.options, {
      onIdle: () => this.handOut(),
      onEnd: (failure) => this.ended(environment, failure),
      first: () => this.waiting[0]?.invocation ?? first,
    });
    this.environments.add(environment);
  }

  /**
   * @param failure what kept the command from starting. Where no other process is left, the calls that wait fail with it; else
   *   they wait for the others, since the next start would fail as well
   */
  private ended(environment: CommandEnvironment, failure: Threw | undefined): void {
    this.environments.delete(environment);
    if (failure === undefined) this.handOut();
    else if (this.environments.size > 0) this.giveToIdle();
    else this.failAll(failure);
  }

  private failAll(failure: Threw): void {
    for (const call of this.waiting) call.settle(failure);
    this.waiting = [];
  }
}
