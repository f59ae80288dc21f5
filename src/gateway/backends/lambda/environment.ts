import { basename, dirname } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { LambdaOutcome } from '../../gateway.js';
import { showError, showOutput } from './console.js';
import { closed, endOf, exited, outOfTime } from './failures.js';
import { type FunctionSettings, type Invocation, reservedVariables, type Threw } from './function.js';
import type { HandlerPlace } from './handler.js';
import { outcomeOf } from './result.js';
import { threadCode } from './thread-code.js';
import { Claims, type PostedCall, type StateMessage, type ThreadData, type ThreadMessage } from './thread-messages.js';

/** A call that waits for its outcome. */
export interface Task {
  invocation: Omit<Invocation, 'event'>;
  /** The event as JSON text. */
  event: string;
  settle(outcome: LambdaOutcome): void;
}

/** Longest that loading a handler may take. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_MILLIS = 10_000;

/** A call that only waits, while its thread has nothing to do, is worth another environment for those behind it sooner. */
const WAITING_MILLIS = 5;

/** A call that blocks those behind it for longer is worth another environment, though its thread seems busy. */
const BLOCKING_MILLIS = 100;

export interface EnvironmentOptions {
  place: HandlerPlace;
  settings: FunctionSettings;
  /** Called when a call is answered. */
  onAnswer(): void;
  /** Called once, when the thread has ended, with the calls that it never began. */
  onEnd(left: Task[]): void;
}

/**
 * The near side of a thread that runs a handler (`thread.ts`). Calls are posted ahead, as many as there are in one round
 * of the event loop together, since a thread that has to be asked for each is several times slower; what it has not begun
 * can be taken back.
 */
export class Environment {
  private readonly worker: Worker;
  private readonly channel = new MessageChannel();
  private readonly claims = new Claims();
  /** Posted and not answered, by number, in order. The first one is the one that runs. */
  private readonly tasks = new Map<number, Task>();
  private batch: PostedCall[] = [];
  private nextNumber = 0;
  private watchdog: NodeJS.Timeout | undefined;
  private failure: ((task: Task) => Threw) | undefined;
  /** What is posted while the handler is loaded shares its fate; later on, only the call that runs does. */
  private phase: 'loading' | 'ready' | 'retired' | 'ended' = 'loading';
  private lastUse: ReturnType<Worker['performance']['eventLoopUtilization']> | undefined;
  /** Whether the handler was loaded, or why not. */
  readonly loaded: Promise<Threw | undefined>;
  private settleLoaded: (failure?: Threw) => void = () => {};

  constructor(private readonly options: EnvironmentOptions) {
    this.loaded = new Promise((resolve) => {
      this.settleLoaded = resolve;
    });
    this.worker = startWorker(options, this.channel.port2, this.claims);
    showOutput(this.worker.stdout, () => this.name);
    showOutput(this.worker.stderr, () => this.name);
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.broke(error));
    this.worker.on('exit', (code) => this.ended(code));
    this.channel.port1.on('message', (message: ThreadMessage) => {
      this.heard(message);
      this.hearAll();
    });
    this.watch(INIT_MILLIS, () => this.end((task) => outOfTime(task.invocation.requestId, INIT_MILLIS)));
  }

  /** Calls posted and not answered. */
  get load(): number {
    return this.tasks.size;
  }

  get canTake(): boolean {
    return (this.phase === 'loading' || this.phase === 'ready') && this.failure === undefined;
  }

  post(task: Task): void {
    const number = this.nextNumber++;
    this.tasks.set(number, task);
    if (this.batch.length === 0) setImmediate(() => this.flush());
    const { functionName, requestId } = task.invocation;
    this.batch.push([number, functionName, requestId, task.event]);
    if (this.watchdog === undefined) this.watch(this.options.settings.timeoutInMillis, () => this.checkTime());
  }

  private flush(): void {
    if (this.batch.length > 0) this.channel.port1.postMessage(this.batch);
    this.batch = [];
  }

  /** @returns the calls that the thread has not begun; they are no longer its own */
  takeBack(): Task[] {
    const first = this.claims.takeBack(this.nextNumber);
    this.batch = [];
    const left = [...this.tasks].filter(([number]) => number >= first);
    for (const [number] of left) this.tasks.delete(number);
    return left.map(([, task]) => task);
  }

  /** Asked at intervals: whether calls wait behind one that only waits itself (the thread is idle), or that takes long. */
  isHoldingUp(): boolean {
    this.hearAll();
    const use = this.worker.performance.eventLoopUtilization(this.lastUse);
    this.lastUse = this.worker.performance.eventLoopUtilization();
    const first = this.firstNumber;
    if (this.tasks.size < 2 || first === undefined || !this.claims.isClaimed(first)) return false;
    const millis = Date.now() - this.claims.claimedAt;
    return millis > (use.utilization < 0.5 ? WAITING_MILLIS : BLOCKING_MILLIS);
  }

  /** Takes no more calls, and ends with the one that is under way. @returns those that it has not begun */
  retire(): Task[] {
    this.phase = 'retired';
    const left = this.takeBack();
    this.endIfDone();
    return left;
  }

  /** @returns when the thread has ended; who waits gets an outcome */
  async close(): Promise<void> {
    for (const task of this.takeBack()) task.settle(closed());
    this.failure ??= closed;
    await this.worker.terminate();
  }

  private get name(): string {
    const [task] = this.tasks.values();
    return task?.invocation.functionName ?? this.options.settings.functionName;
  }

  private get firstNumber(): number | undefined {
    const [first] = this.tasks.keys();
    return first;
  }

  private hearAll(): void {
    for (let next = receiveMessageOnPort(this.channel.port1); next; next = receiveMessageOnPort(this.channel.port1)) {
      this.heard(next.message);
    }
  }

  private heard(message: ThreadMessage): void {
    if (Array.isArray(message)) this.answered(message);
    else this.heardOfState(message);
  }

  private heardOfState(message: StateMessage): void {
    switch (message.kind) {
      case 'loaded':
        if (this.phase === 'loading') this.phase = 'ready';
        this.settleLoaded();
        this.watch(this.options.settings.timeoutInMillis, () => this.checkTime());
        break;
      case 'unloadable':
        this.failure = () => message.outcome;
        this.settleLoaded(message.outcome);
        break;
      case 'stray':
        showError(this.name, message.outcome);
        break;
    }
  }

  private answered([number, result]: [number, string | Threw]): void {
    const task = this.tasks.get(number);
    this.tasks.delete(number);
    task?.settle(outcomeOf(result));
    this.endIfDone();
    this.options.onAnswer();
  }

  private endIfDone(): void {
    if (this.phase === 'retired' && this.tasks.size === 0) void this.worker.terminate();
  }

  private watch(millis: number, check: () => void): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(check, millis).unref();
  }

  /** The time counts from when the thread began the call. What it has told meanwhile is heard first. */
  private checkTime(): void {
    this.watchdog = undefined;
    this.hearAll();
    const { timeoutInMillis } = this.options.settings;
    const first = this.firstNumber;
    if (first === undefined) return;
    const left = this.claims.isClaimed(first) ? this.claims.claimedAt + timeoutInMillis - Date.now() : timeoutInMillis;
    if (left > 0) this.watch(left, () => this.checkTime());
    else this.end(({ invocation }) => outOfTime(invocation.requestId, timeoutInMillis));
  }

  private end(failure: (task: Task) => Threw): void {
    this.failure ??= failure;
    void this.worker.terminate();
  }

  private broke(error: NodeJS.ErrnoException): void {
    const how = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : error.message;
    this.failure ??= ({ invocation }) => exited(invocation.requestId, how);
  }

  /** The call that was under way has failed; where the handler could not be loaded, so have all. */
  private ended(code: number): void {
    this.hearAll();
    clearTimeout(this.watchdog);
    const left = this.phase === 'loading' ? [] : this.takeBack();
    this.phase = 'ended';
    const failure = this.failure ?? (({ invocation }) => exited(invocation.requestId, endOf(code)));
    this.settleLoaded(exited('none', endOf(code)));
    for (const task of this.tasks.values()) task.settle(failure(task));
    this.tasks.clear();
    this.channel.port1.close();
    this.options.onEnd(left);
  }
}

function startWorker({ place, settings }: EnvironmentOptions, port: ThreadData['port'], claims: Claims): Worker {
  const { source, eval: isText } = threadCode();
  const workerData: ThreadData = { place, settings, port, claims: claims.memory };
  return new Worker(source, {
    eval: isText,
    workerData,
    transferList: [port],
    // The flags of this process are not the handler's business, nor can a thread have them all.
    execArgv: [],
    env: {
      ...process.env,
      ...reservedVariables(settings.functionName, settings),
      _HANDLER: `${basename(place.file)}#${place.exportName}`,
      LAMBDA_TASK_ROOT: dirname(place.file),
      ...settings.environment,
    },
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryInMegabytes },
  });
}
