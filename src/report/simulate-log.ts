import type { BackendCall, Exchange } from '../gateway/gateway.js';
import { Failure, withoutSecrets } from '../model/index.js';
import { pathText } from './simulate-secrets.js';
import { printable } from './wrap.js';

/**
 * @param millis from the first byte of the request to the answer
 * @returns one line: kind, method, path without the query and without secrets, route, authorization, backends, status, time
 */
export function exchangeText(kind: 'rest' | 'http', exchange: Exchange, millis: number): string {
  const { request, route, response, unsupported } = exchange;
  const asked = printable(`${request.method} ${pathText(exchange)}`);
  const taken = `route: ${printable(route ?? 'none')}  auth: ${printable(authorizationText(exchange))}`;
  const called = `backend: ${printable(callsText(exchange))}`;
  const missing = unsupported.length > 0 ? `  not simulated: ${printable(unsupported.join('; '))}` : '';
  const status = `${response.status}  ${Math.round(millis)} ms`;
  return `${kind === 'rest' ? 'REST' : 'HTTP'}  ${asked}  ${taken}  ${called}  ${status}${missing}`;
}

export function authorizationText({ authorization }: Exchange): string {
  switch (authorization.kind) {
    case 'open':
      return 'open';
    case 'allowed':
      return `allowed by ${authorization.by}`;
    case 'refused':
      return `refused by ${authorization.by} (${authorization.reason})`;
  }
}

/** @returns what the exchange called, in one text; `none` where it called nothing */
export function callsText(exchange: Exchange): string {
  return callNames(exchange).join(', ') || 'none';
}

/** @returns what the exchange called, authorizers first */
export function callNames({ calls }: Exchange): string[] {
  return calls.map(callName);
}

/** The query of an upstream address may hold keys, so it is not shown. */
function callName(call: BackendCall): string {
  switch (call.kind) {
    case 'lambda':
      return call.functionName;
    case 'http':
      return withoutSecrets(call.request.url.replace(/[?#].*$/s, ''));
    case 'service':
      return [call.service, call.action ?? []].flat().join(' ');
  }
}

/** @returns what to say when the simulator itself failed: what the user caused in a sentence, our own bugs with their stack. */
export function simulatorFailureText(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
