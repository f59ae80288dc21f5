import type { LambdaOutcome } from '../../gateway.js';
import { Environment, type Task } from './environment.js';
import { closed, tooLargeEvent } from './failures.js';
import type { FunctionSettings, Invocation, LambdaFunction, Threw } from './function.js';
import type { HandlerPlace } from './handler.js';

/** How often it is looked whether calls are held up, while any wait. */
const RELIEF_MILLIS = 20;

/** How long environments that one would do without are kept. */
const SPARE_MILLIS = 60_000;

/**
 * The execution environments of one handler. As on Lambda, each runs one call at a time, and there are as many as calls need
 * to run at once, up to the limit; beyond it calls wait, where Lambda would refuse them. But a call that waits only
 * for others that end in no time starts none: it would cost more than it gains.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class Pool implements LambdaFunction {
  private environments: Environment[] = [];
  /** Those that only end what they are about. */
  private readonly retired = new Set<Environment>();
  private relief: NodeJS.Timeout | undefined;
  private shrinking: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly place: HandlerPlace,
    private readonly settings: FunctionSettings,
  ) {}

  async load(stayReady: boolean): Promise<Threw | undefined> {
    const failed = await (this.environments[0] ?? this.start()).loaded;
    if (!stayReady) this.renew();
    return failed;
  }

  async invoke({ event, ...invocation }: Invocation): Promise<LambdaOutcome> {
    const text = JSON.stringify(event);
    const refused = tooLargeEvent(text);
    if (refused) return refused;
    return new Promise((settle) => this.post({ invocation, event: text, settle }));
  }

  /** The next call runs in a new environment; those under way end where they are. */
  renew(): void {
    const old = this.environments;
    this.environments = [];
    for (const environment of old) this.retired.add(environment);
    for (const task of old.flatMap((environment) => environment.retire())) this.post(task);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.relief);
    clearTimeout(this.shrinking);
    await Promise.all([...this.environments, ...this.retired].map((environment) => environment.close()));
  }

  private post(task: Task): void {
    if (this.isClosed) {
      task.settle(closed());
      return;
    }
    const environment = this.leastLoaded() ?? this.start();
    environment.post(task);
    if (environment.load > 1) this.relieveLater();
  }

  private leastLoaded(): Environment | undefined {
    let least: Environment | undefined;
    for (const environment of this.environments) {
      if (environment.canTake && (least === undefined || environment.load < least.load)) least = environment;
    }
    return least;
  }

  private start(): Environment {
    const environment: Environment = new Environment({
      place: this.place,
      settings: this.settings,
      onAnswer: () => this.relieveBy(environment),
      onEnd: (left) => {
        this.environments = this.environments.filter((other) => other !== environment);
        this.retired.delete(environment);
        for (const task of left) this.post(task);
      },
    });
    this.environments.push(environment);
    this.shrinking ??= setTimeout(() => this.shrink(), SPARE_MILLIS).unref();
    return environment;
  }

  private relieveLater(): void {
    this.relief ??= setTimeout(() => {
      this.relief = undefined;
      this.relieve(this.environments.filter((environment) => environment.isHoldingUp()));
      if (this.environments.some(({ load }) => load > 1)) this.relieveLater();
    }, RELIEF_MILLIS).unref();
  }

  /** An environment that has nothing left to do takes its share of what waits elsewhere. */
  private relieveBy({ load }: Environment): void {
    if (load > 0 || this.environments.length < 2) return;
    const most = this.environments.reduce((one, other) => (other.load > one.load ? other : one));
    if (most.load > 1) this.spread([most]);
  }

  private relieve(heldUp: Environment[]): void {
    if (heldUp.length === 0) return;
    const wanted = Math.min(this.settings.concurrency - this.environments.length, heldUp.length);
    for (let count = 0; count < wanted; count++) this.start();
    this.spread(heldUp);
  }

  private spread(from: Environment[]): void {
    for (const task of from.flatMap((environment) => environment.takeBack())) this.post(task);
  }

  private shrink(): void {
    this.shrinking = undefined;
    for (const environment of this.environments.slice(1)) {
      if (environment.load === 0) this.retire(environment);
    }
    if (this.environments.length > 1) this.shrinking = setTimeout(() => this.shrink(), SPARE_MILLIS).unref();
  }

  private retire(environment: Environment): void {
    this.environments = this.environments.filter((other) => other !== environment);
    this.retired.add(environment);
    environment.retire();
  }
}
