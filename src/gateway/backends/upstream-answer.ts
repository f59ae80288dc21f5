import type { Dispatcher } from 'undici';
import type { Header, UpstreamOutcome } from '../gateway.js';

/** Bytes that API Gateway hands on (RT-LIM-PAYLOAD). That a larger answer fails is I: only the limit is documented. */
const LARGEST_BODY = 10 * 1024 * 1024;

const tooSlow = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT']);

interface Settle {
  resolve(outcome: UpstreamOutcome): void;
  reject(error: unknown): void;
}

/** Collects one answer of an HTTP backend as it comes in, within its time and size. */
export class UpstreamAnswer implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: Header[] = [];
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private isSettled = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    timeoutInMillis: number,
    private readonly settle: Settle,
  ) {
    this.timer = setTimeout(() => this.giveUp({ kind: 'timed-out' }), timeoutInMillis);
  }

  /** A request that waited for a connection may be out of time by now. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isSettled) controller.abort(new GivenUp());
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // What comes before the answer itself: 100, 103.
    if (status < 200) return;
    this.status = status;
    this.headers = pairs(controller.rawHeaders);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.length += chunk.length;
    if (this.length <= LARGEST_BODY) this.chunks.push(chunk);
    else this.giveUp({ kind: 'unreachable', reason: 'response-too-large' });
  }

  onResponseEnd(): void {
    const [only = Buffer.alloc(0)] = this.chunks;
    const body = this.chunks.length > 1 ? Buffer.concat(this.chunks, this.length) : only;
    this.end({ kind: 'answered', response: { status: this.status, headers: this.headers, body } });
  }

  /** What the network did is an outcome; anything else is thrown on. */
  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (error instanceof GivenUp) return;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    if (code === undefined) {
      clearTimeout(this.timer);
      this.settle.reject(error);
    } else this.end(tooSlow.has(code) ? { kind: 'timed-out' } : { kind: 'unreachable', reason: code });
  }

  private giveUp(outcome: UpstreamOutcome): void {
    this.end(outcome);
    this.controller?.abort(new GivenUp());
  }

  private end(outcome: UpstreamOutcome): void {
    clearTimeout(this.timer);
    this.isSettled = true;
    this.settle.resolve(outcome);
  }
}

class GivenUp extends Error {
  override readonly message = 'Nobody waits for this answer any more.';
}

/** Names as the backend wrote them, in its order. */
function pairs(raw: Dispatcher.DispatchController['rawHeaders']): Header[] {
  if (!Array.isArray(raw)) return [];
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([textOf(raw[at]), textOf(raw[at + 1])]);
  return headers;
}

function textOf(raw: Buffer | string = ''): string {
  return typeof raw === 'string' ? raw : raw.toString('latin1');
}
