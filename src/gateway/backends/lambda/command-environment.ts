import { newTraceId } from '../../trace-id.js';
import type { CommandOptions, WaitingCall } from './command.js';
import { type CommandProcess, startCommand } from './command-process.js';
import { closed, exited, outOfTime, tooLarge } from './failures.js';
import { type Invocation, invokedArn, type Threw } from './function.js';
import { reportedError, reportedResult } from './reported.js';
import { type RuntimeApi, type RuntimeEvents, type RuntimeInvocation, serveRuntimeApi } from './runtime-api.js';
import { traceIdOf } from './trace.js';

/** Longest that a start may take (https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html), or a call, if that is longer. */
const INIT_MILLIS = 10_000;

interface Events {
  onIdle(): void;
  /** Called once, when the process has ended. @param failure what kept it from starting, if it did not */
  onEnd(failure?: Threw): void;
  /** The call for which it is started. */
  first(): Pick<Invocation, 'functionName' | 'requestId'>;
}

/** An execution environment whose runtime is a process of its own. */
export class CommandEnvironment {
  isStarting = true;
  private call: WaitingCall | undefined;
  private ask: ((invocation: RuntimeInvocation) => void) | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failure: Threw | undefined;
  private api: RuntimeApi | undefined;
  private readonly running: Promise<CommandProcess | undefined>;

  constructor(
    private readonly options: CommandOptions,
    private readonly events: Events,
  ) {
    this.running = this.start().catch((error: unknown) => {
      this.ended(String(error));
      return undefined;
    });
  }

  /** Whether the runtime waits for an event. */
  get isIdle(): boolean {
    return this.ask !== undefined;
  }

  take(call: WaitingCall | undefined): void {
    if (call === undefined || this.ask === undefined) return;
    this.call = call;
    const until = Date.now() + this.options.settings.timeoutInMillis;
    this.limit(this.options.settings.timeoutInMillis, () =>
      outOfTime(call.invocation.requestId, this.options.settings.timeoutInMillis),
    );
    this.ask({ headers: headersOf(call, until), event: call.text });
    this.ask = undefined;
  }

  async close(): Promise<void> {
    this.failure ??= closed();
    await (await this.running)?.end();
  }

  private async start(): Promise<CommandProcess | undefined> {
    const { functionName } = this.events.first();
    const { timeoutInMillis } = this.options.settings;
    this.api = await serveRuntimeApi(this.runtimeEvents());
    const limit = Math.max(INIT_MILLIS, timeoutInMillis);
    this.limit(limit, () => outOfTime(this.events.first().requestId, limit));
    const name = () => this.call?.invocation.functionName ?? functionName;
    return startCommand(
      this.options,
      { address: this.api.address, functionName },
      { name, onExit: (how) => this.ended(how) },
    );
  }

  private runtimeEvents(): RuntimeEvents {
    return {
      next: () => this.next(),
      answered: (requestId, result) =>
        this.settled(requestId, () => (result === 'too-large' ? tooLarge() : reportedResult(result))),
      failed: (requestId, { text, errorType }) =>
        this.settled(requestId, () => reportedError(text, errorType ?? 'Unhandled')),
      initFailed: ({ text, errorType }) => {
        this.failure ??= reportedError(text, errorType ?? 'Runtime.Unknown');
      },
    };
  }

  private next(): Promise<RuntimeInvocation> | undefined {
    if (this.call || this.ask) return undefined;
    this.isStarting = false;
    clearTimeout(this.timer);
    return new Promise((resolve) => {
      this.ask = resolve;
      this.events.onIdle();
    });
  }

  private settled(requestId: string, outcome: () => Parameters<WaitingCall['settle']>[0]): boolean {
    const { call } = this;
    if (call?.invocation.requestId !== requestId) return false;
    this.call = undefined;
    clearTimeout(this.timer);
    call.settle(outcome());
    return true;
  }

  private limit(millis: number, failure: () => Threw): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.failure ??= failure();
      void this.running.then((process) => process?.kill());
    }, millis).unref();
  }

  private ended(how: string | undefined): void {
    this.api?.close();
    clearTimeout(this.timer);
    const failure = this.failure ?? exited((this.call?.invocation ?? this.events.first()).requestId, how);
    this.call?.settle(failure);
    this.call = undefined;
    this.ask = undefined;
    this.events.onEnd(this.isStarting ? failure : undefined);
  }
}

/** @param until when the call is out of time, in milliseconds of the epoch */
function headersOf({ invocation, event }: WaitingCall, until: number): Record<string, string> {
  const { requestId, functionName } = invocation;
  return {
    'Lambda-Runtime-Aws-Request-Id': requestId,
    'Lambda-Runtime-Deadline-Ms': String(until),
    'Lambda-Runtime-Invoked-Function-Arn': invokedArn(functionName),
    'Lambda-Runtime-Trace-Id': traceIdOf(event) ?? newTraceId(requestId, new Date()),
  };
}
