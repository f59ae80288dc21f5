import type { Agent, Dispatcher } from 'undici';
import { isAddress } from '../address.js';
import type { Header, UpstreamOutcome, UpstreamRequest } from '../gateway.js';
import { UpstreamAnswer } from './upstream-answer.js';

/** Real HTTP backends, over connections that are kept. */
export interface Upstream {
  /**
   * Sends a request. Redirects are not followed, bodies not decoded. An answer that comes too late, or is too large, ends the
   * connection that it comes by.
   *
   * @returns the answer, or why there is none: an error code of Node.js, `not-an-address`, or `response-too-large`
   */
  send(request: UpstreamRequest, timeoutInMillis: number): Promise<UpstreamOutcome>;
  /** Ends the connections. Requests under way get an outcome. */
  close(): Promise<void>;
}

/** Connects to nobody, and loads no client, before the first request. */
export function openUpstream(): Upstream {
  let opening: Promise<Agent> | undefined;
  let agent: Agent | undefined;
  const opened = async () => {
    opening ??= openAgent();
    agent = await opening;
    return agent;
  };
  return {
    async send(request, timeoutInMillis) {
      const target = targetOf(request.url);
      if (target === undefined) return { kind: 'unreachable', reason: 'not-an-address' };
      return dispatched(agent ?? (await opened()), { request, target, timeoutInMillis });
    },
    async close() {
      await (await opening)?.destroy();
    },
  };
}

/** Times are kept by `UpstreamAnswer`; the client's own would count a part only. */
async function openAgent(): Promise<Agent> {
  const { Agent } = await import('undici');
  return new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 0 } });
}

interface Target {
  origin: string;
  path: string;
}

/** The path goes as it is, dots and percent-encoding kept; only what no request line may hold is encoded. */
function targetOf(url: string): Target | undefined {
  const [, origin, path = ''] = /^(https?:\/\/[^/?#]+)([^#]*)/i.exec(url) ?? [];
  if (origin === undefined || !isAddress(url)) return undefined;
  if (/^\/[\x21-\x7e]*$/.test(path)) return { origin, path };
  const { pathname, search } = new URL(url);
  return { origin, path: `${pathname}${search}` };
}

/** The client sets these itself; undici refuses most of them. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'expect', 'content-length']);

/** Names and values in turn, as undici takes them without making an object of them. */
function flatHeaders(headers: readonly Header[]): string[] {
  const flat: string[] = [];
  for (const [name, value] of headers) {
    if (!ofConnection.has(name.toLowerCase())) flat.push(name, value);
  }
  return flat;
}

interface Sending {
  request: UpstreamRequest;
  target: Target;
  timeoutInMillis: number;
}

function dispatched(agent: Agent, { request, target, timeoutInMillis }: Sending): Promise<UpstreamOutcome> {
  const { method, headers, body = null } = request;
  const { origin, path } = target;
  const options: Dispatcher.DispatchOptions = { origin, path, method, headers: flatHeaders(headers), body };
  return new Promise((resolve, reject) => {
    agent.dispatch(options, new UpstreamAnswer(timeoutInMillis, { resolve, reject }));
  });
}
