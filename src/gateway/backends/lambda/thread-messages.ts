import type { MessagePort } from 'node:worker_threads';
import type { FunctionSettings, Threw } from './function.js';
import type { HandlerPlace } from './handler.js';

/** What a thread is started with. */
export interface ThreadData {
  place: HandlerPlace;
  settings: FunctionSettings;
  port: MessagePort;
  /** See `Claims`. */
  claims: SharedArrayBuffer;
}

/** A call on its way to a thread; the event as JSON text, which is cheaper to pass than what it describes. */
export type PostedCall = [number: number, functionName: string, requestId: string, event: string];

/** What a thread tells of itself: that its handler is loaded, or cannot be; an error outside of any call. */
export type StateMessage = { kind: 'loaded' } | { kind: 'unloadable' | 'stray'; outcome: Threw };

/** What a thread tells; of a call how it ended, with a result as JSON text. */
export type ThreadMessage = StateMessage | [number: number, result: string | Threw];

/**
 * Says whose a posted call is, in memory that both threads see. Calls are numbered; a thread takes them in order and claims
 * each before it runs it, and what it has not claimed can be taken back, be the thread blocked, dead or just busy.
 */
export class Claims {
  private readonly next: Int32Array;
  private readonly since: Float64Array;

  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(16)) {
    this.next = new Int32Array(memory, 0, 1);
    this.since = new Float64Array(memory, 8, 1);
  }

  /** @returns whether the call is the thread's to run; from when on is seen with it */
  claim(number: number): boolean {
    this.since[0] = Date.now();
    return Atomics.compareExchange(this.next, 0, number, number + 1) === number;
  }

  /** Takes back all that is not claimed. @returns the first number that was not; from now on `next` is the first to claim */
  takeBack(next: number): number {
    return Atomics.exchange(this.next, 0, next);
  }

  isClaimed(number: number): boolean {
    return number < Atomics.load(this.next, 0);
  }

  /** When the last claim was made, in milliseconds of the epoch. */
  get claimedAt(): number {
    return this.since[0] ?? 0;
  }
}
