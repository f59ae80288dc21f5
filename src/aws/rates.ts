import type { Clock } from './clock.js';

/** Services that are called, each with a rate of its own. Both versions of API Gateway share one. */
export type Service =
  | 'apigateway'
  | 'lambda'
  | 'cognito-idp'
  | 'cloudwatch'
  | 'athena'
  | 'elasticloadbalancing'
  | 'sts'
  | 'pricing';

/** Calls a second on the long run, and at once after a pause. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/**
 * What we take of the rates of an account and region. API Gateway lets in 10 calls a second with a burst of 40, for
 * everybody together (QC-TOTAL): we leave some to others, and a burst to whoever starts anew after an end by force. The
 * rates of the other services are not in the facts; these are well below what is quoted for them (I).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const rates: Record<Service, Rate> = {
  apigateway: { perSecond: 9, burst: 10 },
  lambda: { perSecond: 10, burst: 10 },
  'cognito-idp': { perSecond: 5, burst: 5 },
  cloudwatch: { perSecond: 10, burst: 10 },
  athena: { perSecond: 5, burst: 5 },
  elasticloadbalancing: { perSecond: 5, burst: 5 },
  sts: { perSecond: 10, burst: 10 },
  pricing: { perSecond: 5, burst: 5 },
};

/** Calls that may be under way at once: what is on the way comes later than it was paced. */
const atOnce = 8;

/** A token bucket with few doors: callers wait for their turn, first come first served. */
export class Pacer {
  readonly #gap: number;
  readonly #burst: number;
  readonly #clock: Clock;
  /** When the bucket will be full again. */
  #full = Number.NEGATIVE_INFINITY;
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];

  constructor({ perSecond, burst }: Rate, clock: Clock) {
    this.#gap = 1000 / perSecond;
    this.#burst = burst;
    this.#clock = clock;
  }

  /** Sends when it is its turn. */
  async run<Output>(send: () => Promise<Output>): Promise<Output> {
    if (this.#underWay >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay++;
    try {
      await this.#take();
      return await send();
    } finally {
      // Whoever waits goes in through the same door, so the number stays.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay--;
    }
  }

  /** Empties the bucket: AWS has just said that there is no token left, since others call too. */
  empty(): void {
    this.#full = Math.max(this.#full, this.#clock.millis() + this.#burst * this.#gap);
  }

  async #take(): Promise<void> {
    const now = this.#clock.millis();
    this.#full = Math.max(this.#full, now) + this.#gap;
    const wait = this.#full - now - this.#burst * this.#gap;
    if (wait > 0) await this.#clock.sleep(wait);
  }
}
