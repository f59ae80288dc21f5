import type { AnsweredAuthorizer, AnsweredRoute, Answerer } from '../gateway/backends/answerers.js';
import type { SampleToken } from '../gateway/backends/sample-tokens.js';
import type { Exchange } from '../gateway/gateway.js';
import type { LedgerEntry } from '../model/index.js';
import { printable } from './import-wrap.js';

/** A simulated API that listens. */
export interface SimulatedApi {
  kind: 'rest' | 'http';
  name: string;
  /** Address without a slash at the end. */
  url: string;
  routes: AnsweredRoute[];
  authorizers: AnsweredAuthorizer[];
  tokens: SampleToken[];
}

const kinds = { rest: 'REST API', http: 'HTTP API' } as const;

/** @returns what is served where, and what answers each route. */
export function simulatedText(apis: readonly SimulatedApi[]): string {
  const answerers = apis.flatMap(({ routes, authorizers }) => [...routes, ...authorizers]).map((one) => one.answerer);
  const sections = [
    ...apis.map(apiLines),
    answerers.some(({ kind }) => kind === 'echo') ? echoLines : [],
    ['Press Ctrl-C to stop.'],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const echoLines = [
  'Echo answers are made up: a function or HTTP backend gives back what it received. An echo authorizer lets in whoever',
  'sends the literal value allow as identity. Connect real code with --handler MATCH=FILE#NAME or backends in',
  'migrate.config.yaml.',
];

function apiLines({ kind, name, url, routes, authorizers, tokens }: SimulatedApi): string[] {
  const rows = routes.map(({ route, access, answerer }) => [route, access.join(' + ') || 'open', answeredBy(answerer)]);
  const functions = authorizers.map((authorizer) => [authorizer.name, answeredBy(authorizer.answerer)]);
  return [
    `${kinds[kind]} ${printable(name)} on ${url}`,
    ...table([['ROUTE', 'ACCESS', 'ANSWERED BY'], ...rows]),
    ...(functions.length > 0 ? ['', ...table([['AUTHORIZER', 'ANSWERED BY'], ...functions])] : []),
    ...(tokens.length > 0 ? ['', '  Tokens for this simulation only, good for an hour:'] : []),
    ...tokens.map(({ authorizer, use, token }) => `  ${printable(authorizer)} (${use}) ${token}`),
  ];
}

function table(rows: string[][]): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function answeredBy(answerer: Answerer): string {
  switch (answerer.kind) {
    case 'handler':
      return answerer.place;
    case 'url':
      return answerer.url;
    case 'echo':
      return 'echo (made up)';
    case 'upstream':
      return 'its real address';
    case 'mock':
      return 'the gateway (mock)';
    case 'not-simulated':
      return `not simulated: ${answerer.what}`;
  }
}

/** @returns what the conversion leaves out of the HTTP API, and why; empty when that is nothing. */
export function leftOutText(ledger: readonly LedgerEntry[]): string {
  const blocked = ledger.filter(({ outcome }) => outcome === 'blocked');
  const reasons = blocked.map(({ construct: { route, name }, rule, message }) => {
    const where = route ? `${route.method} ${route.path}` : name;
    return `  ${printable(where)}: ${printable(message)} [${rule}]`;
  });
  if (reasons.length === 0) return '';
  return ['The HTTP API is served without what cannot move:', ...new Set(reasons)].join('\n');
}

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
