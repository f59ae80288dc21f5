import { type Clock, realClock } from './clock.js';
import { Pacer, rates, type Service } from './rates.js';
import { type Trouble, type TroubleKind, troubleOf } from './trouble.js';

/**
 * Makes one call of AWS, at the rate of the service, and again where later may do. Only for calls that read: one that
 * writes may have been done when its answer is lost.
 *
 * @throws what the last try threw
 */
export type Caller = <Output>(service: Service, send: () => Promise<Output>) => Promise<Output>;

export interface CallerOptions {
  clock?: Clock;
  /** A number from 0 to 1, so that many who wait do not come back together. */
  random?: () => number;
  /** Told before each wait that AWS or the network makes necessary. */
  onWait?: (wait: Wait) => void;
}

/** Why a call waits, and how long. */
export interface Wait {
  service: Service;
  trouble: Trouble;
  millis: number;
  /** The try that failed, counted from 1, and how many there are. */
  attempt: number;
  attempts: number;
}

/** How often a call is tried. */
const attemptsFor: Record<TroubleKind, number> = {
  throttled: 8,
  broken: 5,
  unreachable: 2,
  ...{ denied: 1, missing: 1, 'signed-out': 1, refused: 1 },
};

/** @returns a caller for one account and region: all calls of one have to share it */
export function openCaller({ clock = realClock, random = Math.random, onWait }: CallerOptions = {}): Caller {
  const pacers = new Map<Service, Pacer>();
  const pacerOf = (service: Service) => {
    const pacer = pacers.get(service) ?? new Pacer(rates[service], clock);
    pacers.set(service, pacer);
    return pacer;
  };
  return async (service, send) => {
    for (let attempt = 1; ; attempt++) {
      await pacerOf(service).take();
      try {
        return await send();
      } catch (error) {
        const trouble = troubleOf(error);
        const attempts = trouble ? attemptsFor[trouble.kind] : 1;
        if (trouble === undefined || attempt >= attempts) throw error;
        if (trouble.kind === 'throttled') pacerOf(service).empty();
        const millis = Math.ceil(longestWait(attempt) * (0.5 + random() / 2));
        onWait?.({ service, trouble, millis, attempt, attempts });
        await clock.sleep(millis);
      }
    }
  };
}

/** Milliseconds, doubled with each try. */
function longestWait(attempt: number): number {
  return Math.min(500 * 2 ** (attempt - 1), 20_000);
}
