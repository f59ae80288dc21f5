import type { HttpApi, RestApi } from '../../model/index.js';
import { checkHandlers, openBackends } from '../backends/backends.js';
import { tellStrayErrors } from '../backends/stray-errors.js';
import { localIssuer, withIssuers } from '../backends/tokens.js';
import type { Exchange, Gateway } from '../gateway.js';
import { type Server, serve } from '../server.js';
import type { SimulationSettings } from './settings.js';
import { type OpenedApi, openHttp, openRest, type SimulatedApi, type Surroundings } from './simulated-api.js';

/** What is served: a REST API, an HTTP API, or both. */
export interface Served {
  rest?: RestApi;
  http?: HttpApi;
}

/** What happens while a simulation runs. */
export interface SimulationEvents {
  /** @param millis from the first byte of the request to the answer */
  onExchange(kind: Gateway['kind'], exchange: Exchange, millis: number): void;
  /** The simulator failed, and the client has got a 500; or a handler threw when nobody waited any more. It goes on. */
  onFailure(error: unknown): void;
}

/** APIs that listen on this machine. */
export interface Simulation {
  apis: SimulatedApi[];
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
  { rest, http }: Served,
  settings: SimulationSettings,
  events: SimulationEvents,
): Promise<Simulation> {
  await checkHandlers(settings.backends, '.');
  const around: Surroundings = {
    deployment: { ...settings, tokens: await withIssuers(await localIssuer(), settings.issuers ?? []) },
    standing: settings,
    backends: openBackends(settings.backends, { baseFolder: '.', http: settings.http }),
  };
  const opened = [...(rest ? [await openRest(rest, around)] : []), ...(http ? [await openHttp(http, around)] : [])];
  const simulation = await listen(opened, settings.port, events);
  const stop = tellStrayErrors((error) => events.onFailure(error));
  return { ...simulation, close: () => simulation.close().finally(stop) };
}

/** A port that cannot be had gives back those before it. */
async function listen(opened: readonly OpenedApi[], port: number, events: SimulationEvents): Promise<Simulation> {
  const servers: Server[] = [];
  const apis: SimulatedApi[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  try {
    for (const one of opened) {
      const server = await listenOne(one, port === 0 ? 0 : port + servers.length, events);
      servers.push(server);
      apis.push({ ...one.api, url: urlOf(one, server) });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { apis, close };
}

function listenOne({ gateway, stagePrefix }: OpenedApi, port: number, events: SimulationEvents): Promise<Server> {
  return serve(gateway, {
    port,
    ...(stagePrefix !== undefined && { stagePrefix }),
    onExchange: (exchange, millis) => events.onExchange(gateway.kind, exchange, millis),
    onFailure: (error) => events.onFailure(error),
  });
}

function urlOf({ stagePrefix }: OpenedApi, { port }: Server): string {
  return `http://127.0.0.1:${port}${stagePrefix === undefined ? '' : `/${stagePrefix}`}`;
}
