import type { Exchange } from '../gateway/gateway.js';
import { Failure } from '../model/index.js';
import { printable } from './wrap.js';

/**
 * @param millis from the first byte of the request to the answer
 * @returns one line: kind, method, path without the query, route, authorization, backends, status, time
 */
export function exchangeText(kind: 'rest' | 'http', exchange: Exchange, millis: number): string {
  const { request, route, response, unsupported } = exchange;
  const parts = [
    kind.toUpperCase(),
    `${request.method} ${request.rawPath}`,
    `route: ${route ?? 'none'}`,
    `auth: ${authorizationText(exchange)}`,
    `backend: ${callsText(exchange)}`,
    String(response.status),
    `${Math.round(millis)} ms`,
    ...(unsupported.length > 0 ? [`not simulated: ${unsupported.join('; ')}`] : []),
  ];
  return parts.map(printable).join('  ');
}

function authorizationText({ authorization }: Exchange): string {
  switch (authorization.kind) {
    case 'open':
      return 'open';
    case 'allowed':
      return `allowed by ${authorization.by}`;
    case 'refused':
      return `refused by ${authorization.by} (${authorization.reason})`;
  }
}

/** The query of an upstream address may hold keys, so it is not shown. */
function callsText({ calls }: Exchange): string {
  const names = calls.map((call) =>
    call.kind === 'lambda' ? call.functionName : call.request.url.replace(/\?.*$/s, ''),
  );
  return names.length > 0 ? names.join(', ') : 'none';
}

/** @returns what to say when the simulator itself failed: what the user caused in a sentence, our own bugs with their stack. */
export function simulatorFailureText(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
