import type { Exchange, Gateway } from '../gateway.js';
import { bodyBytes, lightened } from './lightened.js';
import type { Mirror } from './mirror.js';

/** A request that one of the simulated APIs has answered. */
export interface Recorded {
  /** Counts up from 1. */
  id: number;
  kind: Gateway['kind'];
  /** When it was answered, in milliseconds since 1970. */
  at: number;
  /** From the first byte of the request to the answer. */
  millis: number;
  /** Where `isCut`, with the start of each long text only. */
  exchange: Exchange;
  /** Its bodies were too long to be kept, so nobody can send it again. */
  isCut: boolean;
  /** Headers and query parameters, in lower case, that hold secrets besides those whose names say so. */
  identityNames: readonly string[];
  /** Sends a request to the other API, as it was then; absent where only one is served. */
  mirror?: Mirror | undefined;
}

export type NewlyRecorded = Omit<Recorded, 'id' | 'isCut'>;

/** The last exchanges, so many and so large at most. */
export interface Recording {
  /** @returns it as it is kept */
  add(one: NewlyRecorded): Recorded;
  /** Newest first. */
  all(): Recorded[];
  find(id: number): Recorded | undefined;
}

/** How much is kept. */
export interface RecordingLimits {
  exchanges: number;
  /** Of all bodies together. */
  bytes: number;
  /** Of the bodies of one exchange; more than that is cut. */
  bytesEach: number;
}

export const recordingLimits: RecordingLimits = { exchanges: 200, bytes: 8 * 1024 * 1024, bytesEach: 256 * 1024 };

/**
 * Keeps the last exchanges in a ring. What is short is kept as it is, by reference, so that a request costs next to nothing
 * when nobody looks. Bodies alone are measured: heads have limits of their own (Q-HDR), and events grow with bodies.
 */
export function openRecording(limits: RecordingLimits = recordingLimits): Recording {
  const ring: (Recorded | undefined)[] = new Array(limits.exchanges).fill(undefined);
  const sizes: number[] = new Array(limits.exchanges).fill(0);
  let newest = 0;
  let oldest = 1;
  let bytes = 0;
  const at = (id: number) => ring[id % limits.exchanges];
  const forgetOldest = () => {
    const place = oldest % limits.exchanges;
    bytes -= sizes[place] ?? 0;
    ring[place] = undefined;
    oldest += 1;
  };
  return {
    add(one) {
      newest += 1;
      if (newest - oldest >= limits.exchanges) forgetOldest();
      const kept = keptOf(one, newest, limits);
      const size = bodyBytes(kept.exchange);
      ring[newest % limits.exchanges] = kept;
      sizes[newest % limits.exchanges] = size;
      bytes += size;
      while (bytes > limits.bytes && oldest < newest) forgetOldest();
      return kept;
    },
    all: () =>
      Array.from({ length: newest - oldest + 1 }, (_, index) => at(newest - index)).flatMap((one) => one ?? []),
    find: (id) => (id >= oldest && id <= newest ? at(id) : undefined),
  };
}

/** Member by member: this is done for every request. */
function keptOf(one: NewlyRecorded, id: number, limits: RecordingLimits): Recorded {
  const { kind, at, millis, identityNames, mirror } = one;
  const exchange = lightEnough(one.exchange, limits);
  const isCut = exchange !== one.exchange || lacksBody(exchange);
  return { id, kind, at, millis, exchange, isCut, identityNames, mirror };
}

/** @returns the exchange itself, or where it is too large the start of what is long in it. */
export function lightEnough(exchange: Exchange, { bytesEach }: RecordingLimits = recordingLimits): Exchange {
  return bodyBytes(exchange) > bytesEach ? lightened(exchange) : exchange;
}

/** The server does not read on where a body is larger than any API takes. */
function lacksBody({ request, response }: Exchange): boolean {
  return response.status === 413 && request.body === undefined;
}
