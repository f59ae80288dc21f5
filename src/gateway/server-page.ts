import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { GatewayRequest } from './gateway.js';
import { isLoopback } from './server-address.js';
import { openStreams } from './server-page-streams.js';
import type { Mirrored } from './simulation/mirror.js';
import { pagePath } from './simulation/page.js';
import { lightEnough, type NewlyRecorded, type Recorded, type Recording } from './simulation/recorded.js';

/** An exchange with what the other API made of the same request, if that is known. */
export interface ShownExchange {
  recorded: Recorded;
  mirrored?: Mirrored;
}

/** Writes the page; all it returns is HTML, with everything that came over the wire escaped and secrets hidden. */
export interface PageView {
  /** Value of `Content-Security-Policy`. */
  policy: string;
  /** @param pinned whether the exchange was asked for by its number, and stays */
  document(items: readonly Recorded[], shown: ShownExchange | undefined, pinned: boolean): string;
  items(items: readonly Recorded[]): string;
  exchange(shown: ShownExchange | undefined): string;
}

export interface PageServer {
  /** Answers a request for the page. @returns whether it was one */
  aside(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
  /** Keeps an exchange and tells those who look. */
  record(one: Omit<NewlyRecorded, 'at'>): void;
  /** Ends the live updates, which would else never end, and waits for mirrors under way. */
  close(): Promise<void>;
}

/** What a page shows, and how. */
export interface PageParts {
  recording: Recording;
  /** Loaded when the page is first opened. */
  view(): Promise<PageView>;
  /** Name or address that the servers listen at. */
  host: string;
  /** Whether each request goes to the other API at once; else it does when somebody looks at it. */
  mirrorsAtOnce: boolean;
  onFailure(error: unknown): void;
}

/** The page with the last requests: the list, one exchange side by side, and live updates (server-sent events). */
export function openPage(parts: PageParts): PageServer {
  const { recording, view } = parts;
  const streams = openStreams(parts, async (items) => (await view()).items(items));
  const mirrors = openMirrors();
  const shown = async (recorded: Recorded | undefined): Promise<ShownExchange | undefined> => {
    if (recorded === undefined) return undefined;
    const mirrored = await mirrors.of(recorded)?.catch(parts.onFailure);
    return { recorded, ...(mirrored && { mirrored }) };
  };
  const answer = async (path: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const page = await view();
    const all = recording.all();
    if (path === '/events' && incoming.method === 'GET') return streams.open(incoming, outgoing);
    if (path === '/newest') return send(outgoing, page, page.exchange(await shown(all[0])));
    if (path === '') return send(outgoing, page, page.document(all, await shown(all[0]), false));
    const found = /^\/\d{1,15}$/.test(path) ? recording.find(Number(path.slice(1))) : undefined;
    send(outgoing, page, page.document(all, await shown(found), true), found ? 200 : 404);
  };
  return {
    aside(incoming, outgoing) {
      // What would change something is for the API: the page can only be read.
      const path = incoming.method === 'GET' || incoming.method === 'HEAD' ? pathBelowPage(incoming.url) : undefined;
      if (path === undefined) return false;
      const refused = refusalOf(incoming, parts.host);
      if (refused) refuse(outgoing, ...refused);
      else answer(path, incoming, outgoing).catch((error: unknown) => failed(error, outgoing, parts));
      return true;
    },
    record({ kind, exchange, millis, identityNames, mirror }) {
      const recorded = recording.add({ kind, exchange, millis, identityNames, mirror, at: Date.now() });
      // With the request as it came: of a long one only the start is kept.
      if (parts.mirrorsAtOnce) mirrors.send(recorded, exchange.request)?.catch(parts.onFailure);
      streams.tell();
    },
    async close() {
      streams.close();
      await mirrors.settled();
    },
  };
}

/** What the other API makes of requests: each is sent there once. */
function openMirrors() {
  const known = new WeakMap<Recorded, Promise<Mirrored>>();
  const underWay = new Set<Promise<Mirrored>>();
  const send = (recorded: Recorded, request: GatewayRequest): Promise<Mirrored> | undefined => {
    const mirrored = recorded.mirror?.(request).then(light);
    if (mirrored === undefined) return undefined;
    known.set(recorded, mirrored);
    underWay.add(mirrored);
    const done = () => underWay.delete(mirrored);
    mirrored.then(done, done);
    return mirrored;
  };
  return {
    send,
    /** @returns `undefined` where there is no other API, or the request is no longer whole */
    of: (one: Recorded) => known.get(one) ?? (one.isCut ? undefined : send(one, one.exchange.request)),
    settled: () => Promise.allSettled(underWay),
  };
}

function light(mirrored: Mirrored): Mirrored {
  return { ...mirrored, exchange: lightEnough(mirrored.exchange) };
}

/** @returns what stands behind the page's path, without query and a slash at the end; `undefined` for any other target. */
function pathBelowPage(target: string | undefined): string | undefined {
  if (!target?.startsWith(pagePath)) return undefined;
  const path = (target.split('?', 1)[0] ?? '').slice(pagePath.length);
  return path === '' || path.startsWith('/') ? path.replace(/\/$/, '') : undefined;
}

/**
 * The page shows traffic, so no other site may read it: one that lets its name resolve to this machine (DNS rebinding)
 * comes with that name as the host. An address cannot be rebound.
 */
function refusalOf({ headers }: IncomingMessage, served: string): [status: number, message: string] | undefined {
  if (!isTrustedHost(headers.host, served)) {
    return [421, 'This page answers to the address of this machine, to localhost, and to the name given by --host.'];
  }
  const isForeign = headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate';
  return isForeign ? [403, 'Another site may not read this page.'] : undefined;
}

function isTrustedHost(header: string | undefined, served: string): boolean {
  const name = (header ?? '')
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  return isLoopback(name) || name.endsWith('.localhost') || isIP(name) !== 0 || name === served.toLowerCase();
}

function send(outgoing: ServerResponse, { policy }: PageView, html: string, status = 200): void {
  outgoing.writeHead(status, {
    ...guards,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  });
  outgoing.end(html);
}

/** Of every answer of the page: nobody keeps it, frames it, guesses its type, or learns of it. */
const guards = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  outgoing.writeHead(status, { ...guards, 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  outgoing.end(`${message}\n`);
}

function failed(error: unknown, outgoing: ServerResponse, { onFailure }: PageParts): void {
  if (outgoing.headersSent) outgoing.destroy();
  else refuse(outgoing, 500, 'The page failed; the terminal says why.');
  onFailure(error);
}
