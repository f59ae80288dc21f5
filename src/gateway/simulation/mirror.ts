import type { BackendDecision } from '../../model/index.js';
import { standForHttp, standForLambda, standForService } from '../backends/backends.js';
import { echoBackends } from '../backends/echo.js';
import type { BackendCall, Backends, Exchange, Gateway, GatewayRequest, ServiceCall } from '../gateway.js';
import type { Standing } from './answerers.js';

/** What the other API makes of a request that came to one of two. */
export interface Mirrored {
  kind: Gateway['kind'];
  exchange: Exchange;
  /**
   * Calls of the exchange that were not carried out, because what stands there is no echo: calling it twice for one request
   * could do something twice. What follows from their answers is not known.
   */
  heldBack: BackendCall[];
}

/** Sends a request to an API a second time, in process. */
export type Mirror = (request: GatewayRequest) => Promise<Mirrored>;

/** What a mirror may call. */
export interface MirrorBackends {
  backends: Backends;
  heldBack(calls: readonly BackendCall[]): BackendCall[];
}

/**
 * @param backends of the simulation itself
 * @param calls whether real backends may be called once more: handlers, addresses, upstreams
 */
export function mirrorBackends(backends: Backends, standing: Standing, calls: 'all' | 'echo'): MirrorBackends {
  if (calls === 'all') return { backends, heldBack: () => [] };
  const echo = echoBackends();
  const { backends: decisions, http } = standing;
  return {
    backends: {
      // Outcomes that no reader sees: what follows from them is said to be unknown.
      invokeLambda: async (name, event) =>
        isEchoFunction(decisions, name) ? echo.invokeLambda(name, event) : { kind: 'timed-out' },
      sendHttp: async (request, timeoutInMillis) =>
        isEchoAddress(decisions, request.url, http)
          ? echo.sendHttp(request, timeoutInMillis)
          : { kind: 'unreachable', reason: 'held back' },
      callService: async (call, timeoutInMillis) =>
        isEchoService(decisions, call)
          ? echo.callService(call, timeoutInMillis)
          : { kind: 'unreachable', reason: 'held back' },
    },
    heldBack: (made) => made.filter((call) => !isEchoed(call, standing)),
  };
}

function isEchoed(call: BackendCall, { backends, http }: Standing): boolean {
  switch (call.kind) {
    case 'lambda':
      return isEchoFunction(backends, call.functionName);
    case 'http':
      return isEchoAddress(backends, call.request.url, http);
    case 'service':
      return isEchoService(backends, call);
  }
}

function isEchoService(decisions: readonly BackendDecision[], call: ServiceCall): boolean {
  return standForService(decisions, { ...call, url: call.request.url }).kind === 'echo';
}

function isEchoFunction(decisions: readonly BackendDecision[], name: string): boolean {
  return standForLambda(decisions, name).kind === 'echo';
}

function isEchoAddress(decisions: readonly BackendDecision[], url: string, http: Standing['http']): boolean {
  return standForHttp(decisions, url, http).kind === 'echo';
}

/** @param open opens a gateway of its own, so that no cache of the API that is served learns of it; opened when first needed */
export function openMirror(open: () => Gateway, heldBack: MirrorBackends['heldBack']): Mirror {
  let gateway: Gateway | undefined;
  return async (request) => {
    gateway ??= open();
    const exchange = await gateway.handle(request);
    return { kind: gateway.kind, exchange, heldBack: heldBack(exchange.calls) };
  };
}
