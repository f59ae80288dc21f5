import { Failure, withoutSecrets } from '../../model/index.js';
import type { Exchange, Gateway, GatewayRequest, Header } from '../gateway.js';
import type { Upstream } from './upstream.js';

/** A deployed API, and how it is called. */
export interface LiveApi {
  kind: Gateway['kind'];
  /** Its address, with the stage or base path and without a slash at the end. */
  url: string;
  timeoutInMillis: number;
}

/** Of the connection, not of the message (RFC 9110, 7.6.1). */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection', 'trailer']);

/**
 * A deployed API as one that can be compared: `handle` sends the request there. Redirects are not followed and certificates are
 * verified. What cannot be seen from outside is left open: which route took the request, and what backends received. An answer
 * that does not come in time is a feature that is missing.
 *
 * @throws Failure (`aws`) from `handle` when the API cannot be reached, twice in a row where the method is safe
 */
export function liveGateway({ kind, url, timeoutInMillis }: LiveApi, upstream: Upstream): Gateway {
  return {
    kind,
    async handle(request) {
      const query = request.rawQuery === '' ? '' : `?${request.rawQuery}`;
      const { method, body } = request;
      const sent = {
        method,
        url: `${url}${request.rawPath}${query}`,
        headers: sentHeaders(request),
        ...(body && { body }),
      };
      let outcome = await upstream.send(sent, timeoutInMillis);
      // A connection that was kept may have been closed from the other end.
      if (outcome.kind === 'unreachable' && isSafe(method)) outcome = await upstream.send(sent, timeoutInMillis);
      switch (outcome.kind) {
        case 'answered':
          return exchangeOf(request, { ...outcome.response, headers: outcome.response.headers.filter(isOfMessage) });
        case 'timed-out':
          return {
            ...exchangeOf(request, { status: 504, headers: [], body: new Uint8Array() }),
            unsupported: [`no answer within ${timeoutInMillis / 1000} seconds`],
          };
        case 'unreachable':
          throw unreachable(kind, url, outcome.reason);
      }
    },
  };
}

/** @returns whether a method asks for nothing to be changed (RFC 9110, 9.2.1) */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/** The address says which host it is. */
function sentHeaders({ headers }: GatewayRequest): Header[] {
  return headers.filter(([name]) => name.toLowerCase() !== 'host');
}

function isOfMessage([name]: Header): boolean {
  return !hopByHop.has(name.toLowerCase());
}

function exchangeOf(request: GatewayRequest, response: Exchange['response']): Exchange {
  return { request, authorization: { kind: 'open' }, calls: [], response, unsupported: [] };
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  'response-too-large': 'an answer is larger than 10 MB',
};

function unreachable(kind: Gateway['kind'], url: string, code: string): Failure {
  const reason =
    reasons[code] ?? (/CERT|TLS|SSL|SELF_SIGNED/.test(code) ? `its certificate is not trusted (${code})` : code);
  const name = kind === 'rest' ? 'REST' : 'HTTP';
  const message = `The ${name} API cannot be called at ${withoutSecrets(url)}: ${reason}.`;
  return new Failure('aws', message, `Check --${kind}-url, with the stage in it, and the network.`);
}
