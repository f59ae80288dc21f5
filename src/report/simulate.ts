import type { AnsweredRoute, Answerer } from '../gateway/simulation/answerers.js';
import type { SimulatedApi } from '../gateway/simulation/simulated-api.js';
import { isOpen, type LedgerEntry, routeKey } from '../model/index.js';
import { printable } from './wrap.js';

export const kindNames = { rest: 'REST API', http: 'HTTP API' } as const;

/** @returns what is served where, and what answers each route; how to see the requests, and what else there is to know. */
export function simulatedText(apis: readonly SimulatedApi[]): string {
  const answerers = apis.flatMap(({ routes, authorizers }) => [...routes, ...authorizers]).map((one) => one.answerer);
  const has = (kind: Answerer['kind']) => answerers.some((answerer) => answerer.kind === kind);
  const sections = [
    ...apis.map(apiLines),
    has('echo') ? echoLines : [],
    has('recorded') ? recordedLines : [],
    has('not-simulated') ? notSimulatedLines : [],
    pageLines(apis),
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

const recordedLines = [
  'Calls of AWS services are recorded: nothing is sent, and the answer gives back the call that AWS would make.',
];

const notSimulatedLines = [
  'What is not simulated is answered with 501 and the name of the feature, after the caller is let in and the request is',
  'valid. AWS would carry it out.',
];

function apiLines(api: SimulatedApi): string[] {
  const { kind, name, url, routes, authorizers, tokens, notSimulated, missingVariables: missing } = api;
  const rows = routes.map(cellsOf);
  const functions = authorizers.map((authorizer) => [authorizer.name, answeredBy(authorizer.answerer)]);
  return [
    `${kindNames[kind]} ${printable(name)} on ${url}`,
    ...(rows.length > 0 ? table([['ROUTE', 'ACCESS', 'ANSWERED BY'], ...rows]) : ['  no routes']),
    ...section('', functions.length > 0 ? table([['AUTHORIZER', 'ANSWERED BY'], ...functions]) : []),
    ...section('Not simulated, for any request:', notSimulated.map(indented)),
    ...section('Stage variables without a value; set them with --stage-variable NAME=VALUE:', missing.map(indented)),
    ...section(
      'Tokens for this simulation only, good for an hour:',
      tokens.map(({ authorizer, use, token }) => indented(`${authorizer} (${use}) ${token}`)),
    ),
  ];
}

/** @returns each route with one line that tells who may call it and what answers it */
export function routeTexts(routes: readonly AnsweredRoute[]): Map<string, string> {
  return new Map(routes.map((one) => [one.route, cellsOf(one).map(printable).join('  ')]));
}

function cellsOf({ route, access, answerer }: AnsweredRoute): string[] {
  return [route, access.join(' + ') || 'open', answeredBy(answerer)];
}

/** Where the page is, and what it means for routes of the same path. */
function pageLines(apis: readonly SimulatedApi[]): string[] {
  const url = apis.flatMap(({ page }) => (page?.kind === 'at' ? [page.url] : []))[0];
  return [
    ...(url === undefined ? [] : [`Last requests, side by side: ${url}`]),
    ...apis.flatMap(({ kind, page }) => {
      if (page === undefined) return [];
      const text = page.kind === 'at' ? pageText(page.before) : noPageText(page.routes);
      return text === '' ? [] : [`${kindNames[kind]}: ${text}`];
    }),
  ];
}

function pageText(before: readonly string[]): string {
  if (before.length === 0) return '';
  return `GET /_migrate is the page, and does not reach ${before.map(printable).join(', ')}; --no-page gives the path to the API.`;
}

function noPageText(routes: readonly string[]): string {
  return `there is no page on this port, since the path is the API's own: ${routes.map(printable).join(', ') || 'its stage is called _migrate'}.`;
}

/** An empty line, the title where there is one, and the lines; nothing without lines. */
function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return ['', ...(title === '' ? [] : [indented(title)]), ...lines];
}

function indented(text: string): string {
  return `  ${printable(text)}`;
}

function table(rows: string[][]): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** @returns what answers a route or an authorizer */
export function answeredBy(answerer: Answerer): string {
  switch (answerer.kind) {
    case 'handler':
      return answerer.place;
    case 'command':
      return answerer.command;
    case 'aws':
      return answerer.at === undefined ? 'AWS' : `AWS (${answerer.at})`;
    case 'url':
      return answerer.url;
    case 'echo':
      return 'echo (made up)';
    case 'upstream':
      return 'its real address';
    case 'mock':
      return 'the gateway (mock)';
    case 'recorded':
      return `${answerer.call}, recorded (made up)`;
    case 'not-simulated':
      return `not simulated: ${answerer.feature} (501)`;
    case 'misconfigured':
      return `nothing: ${answerer.reason} (500)`;
  }
}

/** @returns lines that tell what the conversion leaves out of the HTTP API, each once, with the rules that keep it out. */
export function leftOutLines(ledger: readonly LedgerEntry[]): string[] {
  const rules = new Map<string, Set<string>>();
  for (const { construct, rule } of ledger.filter(isOpen)) {
    const place = construct.route ? routeKey(construct.route) : construct.name;
    rules.set(place, (rules.get(place) ?? new Set()).add(rule));
  }
  if (rules.size === 0) return [];
  const rows = [...rules].map(([place, names]) => [place, reasonsAmong([...names])]);
  return [
    'The HTTP API is served without what cannot move:',
    ...table(rows),
    'Why, and what to do: migrate analyze INPUT',
  ];
}

/** That a method stays follows from its other rules; where it has none, from those of the whole API. */
function reasonsAmong(rules: string[]): string {
  const reasons = rules.filter((rule) => rule !== 'routes/stays').sort();
  return reasons.length > 0 ? reasons.join(', ') : 'what holds for the whole API';
}

/** @returns a warning: who can reach the address can use what is served there. */
export function openToOthersText(host: string, hasPage: boolean): string {
  const page = hasPage ? ', and read the last requests at /_migrate (--no-page leaves it out)' : '';
  return `Whoever can reach ${printable(host)} can call these APIs${page}.`;
}
