import { Failure } from '../../model/index.js';
import type { Exchange, Gateway } from '../gateway.js';
import { type Server, serve } from '../server.js';
import { type Address, urlOfAddress } from '../server-address.js';
import type { PageServer } from '../server-page.js';
import type { Mirror } from './mirror.js';
import { type PagePlace, pagePath, pagePlace } from './page.js';
import type { SimulationSettings } from './settings.js';
import type { OpenedApi, SimulatedApi } from './simulated-api.js';
import type { SimulationEvents } from './simulation.js';

/** A port, and the API that is served there; another one may take its place. */
export interface Seat {
  current: OpenedApi;
  server: Server;
  /** Address of the port. */
  root: string;
  /** Absent where requests are not kept. */
  page?: PagePlace;
}

type SeatEvents = SimulationEvents & { page?: PageServer };

/** Listens for each API. A port that cannot be had gives back those before it. @throws Failure (`usage`) */
export async function openSeats(
  opened: readonly OpenedApi[],
  { port, host = '127.0.0.1' }: SimulationSettings,
  events: SeatEvents,
): Promise<Seat[]> {
  const seats: Seat[] = [];
  try {
    for (const current of opened) {
      const at = { host, port: port === 0 ? 0 : port + seats.length };
      seats.push(await openSeat(current, at, { ...events, others: seats }));
    }
  } catch (error) {
    await closeAll(seats);
    throw error;
  }
  return seats;
}

export async function closeAll(seats: readonly Seat[]): Promise<void> {
  await Promise.all(seats.map(({ server }) => server.close()));
}

async function openSeat(
  current: OpenedApi,
  at: Address,
  { page, others, onExchange, onFailure }: SeatEvents & { others: readonly Seat[] },
): Promise<Seat> {
  const { kind } = current.gateway;
  const seat: Omit<Seat, 'server'> = { current, root: urlOfAddress(at) };
  // Asked at each request, so that requests under way end on the gateway that they began on.
  const gateway: Gateway = { kind, handle: (request) => seat.current.gateway.handle(request) };
  const server = await serve(gateway, {
    ...at,
    ...(current.stagePrefix !== undefined && { stagePrefix: current.stagePrefix }),
    ...(page && {
      aside: {
        below: pagePath,
        takes: (incoming, outgoing) => seat.page?.kind === 'at' && page.aside(incoming, outgoing),
      },
    }),
    onExchange: (exchange, millis) => {
      const { identityNames } = seat.current;
      page?.record({ kind, exchange, millis, identityNames, mirror: mirrorFor(exchange, seat, others) });
      onExchange(kind, exchange, millis);
    },
    onFailure: (error) => onFailure(error),
  });
  const root = urlOfAddress({ ...at, port: server.port });
  return Object.assign(seat, { server, root, ...(page && { page: placeOf(current, root) }) });
}

/** What is no path at all never gets as far as a gateway. */
function mirrorFor({ request }: Exchange, { root }: Omit<Seat, 'server'>, seats: readonly Seat[]): Mirror | undefined {
  if (!request.rawPath.startsWith('/')) return undefined;
  return seats.find((other) => other.root !== root)?.current.mirror;
}

/** Puts other APIs in the place of those of their kind. @throws Failure (`input`) when one has no successor; then all stay */
export async function takeSeats(seats: readonly Seat[], opened: readonly OpenedApi[]): Promise<void> {
  const successors = seats.map((seat) => ({ seat, next: successorOf(seat, opened) }));
  for (const { seat, next } of successors) {
    seat.current = next;
    if (seat.page) seat.page = placeOf(next, seat.root);
  }
}

function successorOf({ current }: Seat, opened: readonly OpenedApi[]): OpenedApi {
  const { kind } = current.gateway;
  const next = opened.find(({ gateway }) => gateway.kind === kind);
  if (next !== undefined) return next;
  const message = `The definition no longer describes what is served as ${kind === 'rest' ? 'a REST' : 'an HTTP'} API.`;
  throw new Failure('input', message, 'Start migrate simulate again to serve the other kind.');
}

/** @returns the API of a seat, with its addresses. */
export async function seated({ current, root, page }: Seat): Promise<SimulatedApi> {
  const url = current.stagePrefix === undefined ? root : `${root}/${current.stagePrefix}`;
  return { ...current.api, url, tokens: await current.tokens(), ...(page && { page }) };
}

function placeOf({ api, stagePrefix }: OpenedApi, root: string): PagePlace {
  return pagePlace(api, stagePrefix, root);
}
