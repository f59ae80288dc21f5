import type { BackendDecision } from '../../model/index.js';
import { functionNameOf } from '../function-name.js';
import type { Backends, UpstreamRequest } from '../gateway.js';
import { withHeader } from '../headers.js';
import { echoHttp, echoLambda, echoService } from './echo.js';
import { type Handler, loadHandler } from './handler.js';
import { runHandler } from './run-handler.js';
import { sendUpstream } from './upstream.js';

export interface BackendOptions {
  /** What relative handler files start from. */
  baseFolder: string;
  /** Where HTTP integrations go that no decision names: nowhere (`echo`), or to the real address. */
  http: 'echo' | 'upstream';
}

/** What stands in for a backend. */
export type StandIn = { kind: 'handler'; place: string } | { kind: 'url'; url: string } | { kind: 'echo' | 'upstream' };

/**
 * Connects functions and HTTP backends to what the user decided: local handlers, other addresses, and an echo for the rest
 * (`echo.ts`). The first decision that matches wins. Handlers are loaded when they are first called, and stay.
 */
export function openBackends(decisions: readonly BackendDecision[], options: BackendOptions): Backends {
  const handlers = new Map<string, Promise<Handler>>();
  const handlerAt = (place: string): Promise<Handler> => {
    const handler = handlers.get(place) ?? loadHandler(place, options.baseFolder);
    handlers.set(place, handler);
    return handler;
  };
  return {
    async invokeLambda(functionName, event) {
      const standIn = standForLambda(decisions, functionName);
      if (standIn.kind !== 'handler') return echoLambda(event);
      return runHandler(await handlerAt(standIn.place), functionName, event);
    },
    async sendHttp(request, timeoutInMillis) {
      const standIn = standForHttp(decisions, request.url, options.http);
      if (standIn.kind === 'url') return sendUpstream(redirected(request, standIn.url), timeoutInMillis);
      return standIn.kind === 'upstream' ? sendUpstream(request, timeoutInMillis) : echoHttp(request);
    },
    callService: async (call) => echoService(call),
  };
}

/** Loads every handler, so that a wrong place is told at once. @throws Failure (`usage`) for the first that cannot be had */
export async function checkHandlers(decisions: readonly BackendDecision[], baseFolder: string): Promise<void> {
  for (const { handler } of decisions) if (handler !== undefined) await loadHandler(handler, baseFolder);
}

/** @returns what answers for a function: `match` is a part of its name, or of the end of the uri or ARN that names it. */
export function standForLambda(decisions: readonly BackendDecision[], functionName: string): StandIn {
  const place = decisions.find(
    ({ match, handler }) => handler !== undefined && functionName.includes(namePart(match)),
  )?.handler;
  return place === undefined ? { kind: 'echo' } : { kind: 'handler', place };
}

/** Functions are called by name, so what stands in front of the name in a uri cannot be compared. */
function namePart(match: string): string {
  return functionNameOf(match)
    .replace(/^.*function:/s, '')
    .replace(/\/invocations$/, '');
}

/** @returns what answers for an HTTP integration: `match` is a part of its uri, a listener ARN included. */
export function standForHttp(
  decisions: readonly BackendDecision[],
  uri: string,
  otherwise: 'echo' | 'upstream',
): StandIn {
  const url = decisions.find((decision) => decision.url !== undefined && uri.includes(decision.match))?.url;
  return url === undefined ? { kind: otherwise } : { kind: 'url', url };
}

/** Scheme and host of a URL; the ARN of a listener or Cloud Map service; else what stands before the first slash. */
const ADDRESS =
  /^(?:https?:\/\/[^/?#]*|arn:[^/?]*:listener\/[^/?]+\/[^/?]+\/[^/?]+\/[^/?]+|arn:[^/?]*:service\/[^/?]+|\$\{[^}]*\}|[^/?]*)/i;

function redirected(request: UpstreamRequest, url: string): UpstreamRequest {
  const rest = request.url.replace(ADDRESS, '');
  const host = URL.canParse(url) ? new URL(url).host : '';
  return {
    ...request,
    url: `${url.replace(/\/$/, '')}${rest}`,
    headers: host === '' ? request.headers : withHeader(request.headers, 'host', host),
  };
}
