import type { HttpApi, HttpStage, RestApi } from '../../model/index.js';
import { tellStrayErrors } from '../backends/stray-errors.js';
import type { Exchange, Gateway } from '../gateway.js';
import { openPage, type PageServer, type PageView } from '../server-page.js';
import { type Generation, openGeneration } from './generation.js';
import { lateIssuer } from './issuer.js';
import { openRecording } from './recorded.js';
import { closeAll, openSeats, seated, takeSeats } from './seats.js';
import type { SimulationSettings } from './settings.js';
import type { SimulatedApi } from './simulated-api.js';

/** What is served: a REST API, an HTTP API, or both. */
export interface Served {
  rest?: RestApi;
  http?: HttpApi;
  /** What the stage of the HTTP API is to be, where that of the REST API is known: its limits are those of the routes. */
  httpStage?: HttpStage;
}

/** What happens while a simulation runs. */
export interface SimulationEvents {
  /** @param millis from the first byte of the request to the answer */
  onExchange(kind: Gateway['kind'], exchange: Exchange, millis: number): void;
  /** The simulator failed, and the client has got a 500; or a handler threw when nobody waited any more. It goes on. */
  onFailure(error: unknown): void;
  /** Loads what writes the page with the last requests; without it, no requests are kept and there is no page. */
  view?(): Promise<PageView>;
}

/** APIs that listen on this machine. */
export interface Simulation {
  apis: SimulatedApi[];
  /**
   * Serves other APIs in place of those of the same kind: ports, connections and tokens stay, and requests under way end
   * where they began. What is to be listened at is left as it is.
   *
   * @returns the APIs as they are now
   * @throws Failure as `openSimulation`; then everything stays as it was
   */
  replace(served: Served, settings: SimulationSettings): Promise<SimulatedApi[]>;
  /** Takes no more requests, and ends when those under way are answered. */
  close(): Promise<void>;
}

/**
 * Serves APIs on this machine, with stand-ins for what is behind them and tokens that pass. Handlers are loaded first, so
 * that a wrong place is told at once.
 *
 * @throws Failure (`usage`) when a handler cannot be loaded, a port cannot be had, or no stage can have the name
 */
export async function openSimulation(
  served: Served,
  settings: SimulationSettings,
  events: SimulationEvents,
): Promise<Simulation> {
  const issuer = lateIssuer();
  const page = pageOf(settings, events);
  let current = await openGeneration(served, settings, issuer);
  const seats = await openSeats(current.apis, settings, { ...events, ...(page && { page }) }).catch(endOf(current));
  const stop = tellStrayErrors((error) => events.onFailure(error));
  return {
    apis: await Promise.all(seats.map(seated)),
    async replace(next, changed) {
      const before = current;
      const after = await openGeneration(next, { ...changed, stage: settings.stage }, issuer);
      await takeSeats(seats, after.apis).catch(endOf(after));
      current = after;
      before.end().catch(events.onFailure);
      return Promise.all(seats.map(seated));
    },
    async close() {
      await Promise.all([page?.close(), closeAll(seats)]);
      await current.end().finally(stop);
    },
  };
}

/** @returns what ends a generation that cannot be served, and passes on why */
function endOf({ end }: Generation): (error: unknown) => Promise<never> {
  return async (error) => {
    await end();
    throw error;
  };
}

function pageOf(settings: SimulationSettings, { view, onFailure }: SimulationEvents): PageServer | undefined {
  if (view === undefined) return undefined;
  const { host = '127.0.0.1', mirror } = settings;
  return openPage({ recording: openRecording(), view, host, mirrorsAtOnce: mirror === 'all', onFailure });
}
