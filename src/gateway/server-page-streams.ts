import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageParts } from './server-page.js';
import type { Recorded } from './simulation/recorded.js';

/** Those who look at the page and are told of new requests, by server-sent events (https://html.spec.whatwg.org/#server-sent-events). */
export interface Streams {
  /** Answers with a stream that starts behind the request that `after` in the query or `Last-Event-ID` names. */
  open(incoming: IncomingMessage, outgoing: ServerResponse): void;
  /** Tells of what is new, soon. Does nothing when nobody looks. */
  tell(): void;
  close(): void;
}

/** Many requests in a moment are told at once. */
const pauseMillis = 150;
/** More tabs than anybody opens; each is an open connection. */
const mostStreams = 32;

/** @param write writes requests as HTML */
export function openStreams(
  { recording, onFailure }: Pick<PageParts, 'recording' | 'onFailure'>,
  write: (items: readonly Recorded[]) => Promise<string>,
): Streams {
  const sent = new Map<ServerResponse, number>();
  let timer: NodeJS.Timeout | undefined;
  const flush = async () => {
    timer = undefined;
    for (const outgoing of [...sent.keys()]) {
      // A reader that is too slow is told once it has caught up; what the recording has forgotten by then is left out.
      if (outgoing.writableNeedDrain) continue;
      const items = recording.all().filter(({ id }) => id > (sent.get(outgoing) ?? id));
      const [newest] = items;
      if (newest === undefined) continue;
      sent.set(outgoing, newest.id);
      const event = `id: ${newest.id}\nevent: requests\ndata: ${JSON.stringify(await write(items))}\n\n`;
      if (sent.has(outgoing)) outgoing.write(event);
    }
  };
  const tell = () => {
    if (sent.size > 0) timer ??= setTimeout(() => flush().catch(onFailure), pauseMillis);
  };
  return {
    open(incoming, outgoing) {
      const last = lastSeen(incoming);
      const isFull = sent.size >= mostStreams;
      outgoing.writeHead(isFull ? 503 : 200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      if (isFull) {
        outgoing.end();
        return;
      }
      const newest = recording.all()[0]?.id ?? 0;
      // Numbers start again when the simulation is started again: then the page that is open is of no more use.
      outgoing.write(last > newest ? 'retry: 1000\nevent: restarted\ndata: 0\n\n' : 'retry: 1000\n\n');
      sent.set(outgoing, Math.min(last, newest));
      outgoing.on('drain', tell);
      outgoing.on('close', () => sent.delete(outgoing));
      tell();
    },
    tell,
    close() {
      clearTimeout(timer);
      for (const outgoing of sent.keys()) outgoing.end();
      sent.clear();
    },
  };
}

function lastSeen({ headers, url = '' }: IncomingMessage): number {
  const text = headers['last-event-id'] ?? new URL(url, 'http://localhost').searchParams.get('after');
  return Number(text ?? 0) || 0;
}
