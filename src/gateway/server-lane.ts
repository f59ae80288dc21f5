import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import type { GatewayRequest, GatewayResponse } from './gateway.js';
import { writeBare } from './server-response.js';
import { readWhole } from './server-whole.js';

/** An answer, and what remains to be done once it is written. */
export interface WholeAnswer {
  response: GatewayResponse;
  after(): void;
}

/** What the lane needs of its server. */
export interface LaneParts {
  /** Answers a request, whatever happens. */
  answer(request: GatewayRequest): Promise<WholeAnswer>;
  /** @returns whether requests for a path are for somebody else, who wants them as node:http gives them */
  isAside(rawPath: string): boolean;
}

export interface Lane {
  /** Ends connections without a request under way, and the others once they have their answer. */
  drained(): Promise<void>;
}

/** How long a new connection may be silent before it goes to node:http, which knows when to give up. */
const SILENCE_IN_MILLIS = 1000;

/**
 * Takes the connections of a server before node:http does, and answers requests that come in one piece by itself: to read and write
 * those through node:http costs more than all that a gateway does with them (`npm run bench -- gateways`). At the first bytes that are
 * not so plain, a connection goes to node:http, with them, for good: all that is hard about HTTP has one place, which is not here.
 */
export function openLane(server: HttpServer, parts: LaneParts): Lane {
  const connections = new Set<Connection>();
  const [byNode] = server.listeners('connection');
  if (byNode === undefined) throw new Error('node:http takes its connections by another way than it did.');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    const connection = openConnection(socket, {
      ...parts,
      keepAliveInMillis: server.keepAliveTimeout,
      handOver: () => byNode.call(server, socket),
      leave: () => connections.delete(connection),
    });
    connections.add(connection);
  });
  return {
    async drained() {
      await Promise.all([...connections].map((connection) => connection.end()));
    },
  };
}

interface ConnectionParts extends LaneParts {
  keepAliveInMillis: number;
  /** Gives the connection to node:http. */
  handOver(): void;
  /** Told when it is closed, or node:http has it. */
  leave(): void;
}

/** One client, whose requests are answered one after the other. */
interface Connection {
  /** Ends it, after the answer that is under way. */
  end(): Promise<void>;
}

function openConnection(socket: Socket, parts: ConnectionParts): Connection {
  const sourceIp = (socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  /** What came while a request was under way. */
  const behind: Buffer[] = [];
  let isBusy = false;
  let isLast = false;

  const listeners = {
    data(bytes: Buffer) {
      if (isBusy) {
        behind.push(bytes);
        socket.pause();
        return;
      }
      const request = readWhole(bytes);
      if (request === undefined || parts.isAside(request.rawPath)) handOver(bytes);
      else void serve({ ...request, sourceIp });
    },
    end() {
      isLast = true;
      if (!isBusy) socket.end();
    },
    timeout() {
      if (isBusy) return;
      if (socket.bytesRead === 0) handOver();
      else socket.destroy();
    },
    error: () => socket.destroy(),
    close: () => parts.leave(),
  };
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener);
  socket.setTimeout(SILENCE_IN_MILLIS);

  async function serve(request: GatewayRequest): Promise<void> {
    isBusy = true;
    const { response, after } = await parts.answer(request);
    isBusy = false;
    if (!socket.destroyed) goOn(request, response);
    after();
  }

  function goOn({ method }: GatewayRequest, response: GatewayResponse): void {
    writeBare(socket, response, { method, stays: isLast ? 'ends' : parts.keepAliveInMillis / 1000 });
    if (isLast) socket.end();
    else if (behind.length > 0) handOver(Buffer.concat(behind));
    else if (socket.timeout !== parts.keepAliveInMillis) socket.setTimeout(parts.keepAliveInMillis);
  }

  function handOver(bytes?: Buffer): void {
    for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener);
    socket.setTimeout(0);
    socket.pause();
    if (bytes) socket.unshift(bytes);
    parts.handOver();
    socket.resume();
    parts.leave();
  }

  return {
    end: () =>
      new Promise((resolve) => {
        socket.once('close', resolve);
        if (isBusy) isLast = true;
        else socket.destroy();
      }),
  };
}
