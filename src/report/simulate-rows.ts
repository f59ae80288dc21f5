import type { BackendCall, Exchange, Gateway, Header, UpstreamRequest } from '../gateway/gateway.js';
import type { Mirrored } from '../gateway/simulation/mirror.js';
import type { Recorded } from '../gateway/simulation/recorded.js';
import { hidden, isObject, type Json } from '../model/index.js';
import { authorizationText } from './simulate-log.js';
import { type Censor, censorOf, structureOf } from './simulate-secrets.js';

/** What one API has at one place. */
interface Fact {
  name: string;
  /** Compared, never shown. */
  value: string;
  /** Without secrets. */
  shown: string;
}

/** One place in both APIs. */
export interface Row {
  name: string;
  rest?: string;
  http?: string;
  /** `alone`: only one API is known. `noise`: an id, a time, or framing, which differs without meaning anything (RT-NOISE-*). */
  verdict: 'same' | 'differs' | 'noise' | 'alone';
}

/** Rows about one thing: the decision, what a backend received, what the client gets. */
export interface Part {
  title: string;
  rows: Row[];
  /** What cannot be told, and why. */
  notes: string[];
}

/** An exchange, and what the other API made of the same request. */
export interface ExchangePair {
  recorded: Pick<Recorded, 'kind' | 'exchange' | 'identityNames'>;
  mirrored?: Mirrored;
}

/** @returns an exchange in parts, side by side with what the other API made of the same request, without secrets. */
export function partsOf({ recorded, mirrored }: ExchangePair): Part[] {
  const exchanges = [recorded.exchange, ...(mirrored ? [mirrored.exchange] : [])];
  const censor = censorOf(exchanges, recorded.identityNames);
  const heldBack = new Set(mirrored?.heldBack);
  const sides: Sides<Topic[]> = {
    [recorded.kind]: topicsOf(recorded.exchange, heldBack, censor),
    ...(mirrored && { [mirrored.kind]: topicsOf(mirrored.exchange, heldBack, censor) }),
  };
  const titles = [...new Set(exchanges.flatMap((one) => topicsOf(one, heldBack, censor).map(({ title }) => title)))];
  return titles.map((title) => part(title, sides, mirrored !== undefined));
}

type Sides<T> = { [kind in Gateway['kind']]?: T };

/** What one API has under a title; `unknown` tells why nothing is known. */
interface Topic {
  title: string;
  facts: Fact[];
  unknown?: string;
  note?: string;
}

const names = { rest: 'REST API', http: 'HTTP API' } as const;

function part(title: string, sides: Sides<Topic[]>, isCompared: boolean): Part {
  const find = (kind: Gateway['kind']) => sides[kind]?.find((topic) => topic.title === title);
  const [rest, http] = [find('rest'), find('http')];
  const notes = (['rest', 'http'] as const).flatMap((kind) => {
    const topic = find(kind);
    return [topic?.unknown, topic?.note].flatMap((note) => (note === undefined ? [] : `${names[kind]}: ${note}`));
  });
  const isAlone = !isCompared || rest?.unknown !== undefined || http?.unknown !== undefined;
  return { title, rows: rowsOf(rest?.facts ?? [], http?.facts ?? [], isAlone), notes };
}

function rowsOf(rest: readonly Fact[], http: readonly Fact[], isAlone: boolean): Row[] {
  const [left, right] = [rest, http].map((facts) => new Map(facts.map((fact) => [fact.name, fact])));
  const all = [...new Set([...rest, ...http].map(({ name }) => name))];
  return all.map((name) => row(name, left?.get(name), right?.get(name), isAlone));
}

function row(name: string, rest: Fact | undefined, http: Fact | undefined, isAlone: boolean): Row {
  const verdict = isAlone ? 'alone' : verdictOf(name, rest, http);
  const isTwin = verdict === 'differs' && rest !== undefined && rest.shown === http?.shown;
  return {
    name,
    ...(rest && { rest: rest.shown }),
    ...(http && { http: isTwin ? `${http.shown} (another value)` : http.shown }),
    verdict,
  };
}

/** Ids, times, and names of the API itself (RT-NOISE-IDS, RT-NOISE-TIME, RT-NOISE-API). */
const noise =
  /(?:^|\.)(?:requestContext\.(?:(?:extended)?requestId|requestTime(?:Epoch)?|time(?:Epoch)?|apiId|domainName|domainPrefix|deploymentId|resourceId)|methodArn|routeArn|(?:multiValueH|h)eaders\.(?:x-amzn-trace-id|x-amzn-requestid|x-amz-apigw-id|apigw-requestid|x-amzn-apigateway-api-id|date)(?:\.\d+)?)$/i;

/** What the writer of a message adds (RT-RHDR-DATE); in an event, headers are data. */
const framing = /^headers\.(?:content-length|connection|date)$/;

function verdictOf(name: string, rest: Fact | undefined, http: Fact | undefined): Row['verdict'] {
  if (rest?.value === http?.value) return 'same';
  return (rest && http && noise.test(name)) || framing.test(name) ? 'noise' : 'differs';
}

function topicsOf(exchange: Exchange, heldBack: ReadonlySet<BackendCall>, censor: Censor): Topic[] {
  const { calls } = exchange;
  const authorizers = calls.filter(isAuthorizer);
  const others = calls.filter((call) => !isAuthorizer(call));
  const isUnknown = calls.some((call) => heldBack.has(call));
  return [
    decisionOf(
      exchange,
      censor,
      authorizers.some((call) => heldBack.has(call)),
    ),
    ...authorizers.map((call, index) =>
      callTopic(numbered('The authorizer receives', index), call, { heldBack, censor }),
    ),
    ...others.map((call, index) => callTopic(numbered('The backend receives', index), call, { heldBack, censor })),
    isUnknown
      ? { title: replyTitle, facts: [], unknown: 'not known, since a backend that is no echo was not called again.' }
      : { title: replyTitle, facts: replyFacts(exchange, censor) },
  ];
}

const replyTitle = 'The client gets';

function isAuthorizer(call: BackendCall): boolean {
  return call.kind === 'lambda' && call.purpose === 'authorizer';
}

function numbered(title: string, index: number): string {
  return index === 0 ? title : `${title} (${index + 1})`;
}

function decisionOf(exchange: Exchange, censor: Censor, isUnknown: boolean): Topic {
  const { authorization } = exchange;
  const shown = isUnknown ? 'not known: the authorizer was not called again' : authorizationText(exchange);
  // The reason is in the words of either kind of API.
  const value = authorization.kind === 'refused' ? 'refused' : shown;
  return {
    title: 'The gateway decides',
    facts: [
      fact('route', exchange.route ?? 'none', censor),
      { name: 'authorization', value, shown: censor.text(shown) },
      ...exchange.unsupported.map((feature, index) => fact(`not simulated.${index}`, feature, censor)),
    ],
  };
}

function callTopic(
  title: string,
  call: BackendCall,
  { heldBack, censor }: { heldBack: ReadonlySet<BackendCall>; censor: Censor },
): Topic {
  const note = 'what follows was not sent, since the backend is no echo; --mirror sends it.';
  return { title, facts: callFacts(call, censor), ...(heldBack.has(call) && { note }) };
}

function callFacts(call: BackendCall, censor: Censor): Fact[] {
  switch (call.kind) {
    case 'lambda':
      return [fact('function', call.functionName, censor), ...flat('event', call.event, censor)];
    case 'http':
      return upstreamFacts(call.request, censor);
    case 'service':
      return [
        fact('service', [call.service, call.action ?? []].flat().join(' '), censor),
        ...flat('parameters', call.parameters ?? {}, censor),
        ...upstreamFacts(call.request, censor),
      ];
  }
}

function upstreamFacts({ method, url, headers, body }: UpstreamRequest, censor: Censor): Fact[] {
  return [
    fact('method', method, censor),
    fact('url', url, censor),
    ...headerFacts(headers, censor),
    ...bodyFacts(body, censor),
  ];
}

function replyFacts({ response }: Exchange, censor: Censor): Fact[] {
  return [
    fact('status', String(response.status), censor),
    ...headerFacts(response.headers, censor),
    ...bodyFacts(response.body, censor),
  ];
}

/** By name in lower case, as their letter case means nothing on the wire; a repeated one with its number. */
function headerFacts(headers: readonly Header[], censor: Censor): Fact[] {
  const seen = new Map<string, number>();
  return headers.map(([name, value]) => {
    const lower = name.toLowerCase();
    const count = seen.get(lower) ?? 0;
    seen.set(lower, count + 1);
    const key = `headers.${lower}${count === 0 ? '' : `.${count}`}`;
    return censor.hides(lower) ? { name: key, value, shown: hidden } : fact(key, value, censor);
  });
}

function bodyFacts(body: Uint8Array | undefined, censor: Censor): Fact[] {
  if (body === undefined || body.length === 0) return [];
  const text = new TextDecoder().decode(body);
  if (text.includes('\uFFFD')) {
    return [{ name: 'body', value: body.toString(), shown: `(${body.length} bytes that are no text)` }];
  }
  const structure = structureOf(text);
  return structure === undefined ? [fact('body', text, censor)] : flat('body', structure, censor);
}

function fact(name: string, value: string, censor: Censor): Fact {
  return { name, value, shown: shortened(censor.text(value)) };
}

/** More of one thing than anybody reads. */
const most = { facts: 400, depth: 24, signs: 4000 } as const;

/** @returns the leaves of a value, each with the path to it */
function flat(name: string, value: Json, censor: Censor): Fact[] {
  const facts: Fact[] = [];
  const visit = (path: string, item: Json, { isHidden, depth }: { isHidden: boolean; depth: number }): void => {
    if (facts.length >= most.facts) return;
    const members = Array.isArray(item) ? item.map((one, index) => [String(index), one] as const) : entriesOf(item);
    if (members.length === 0 || depth > most.depth) {
      facts.push(leaf(path, depth > most.depth && members.length > 0 ? '(nested deeper)' : item, isHidden, censor));
      return;
    }
    for (const [key, one] of members) {
      visit(`${path}.${key}`, one, { isHidden: isHidden || censor.hides(key), depth: depth + 1 });
    }
  };
  visit(name, value, { isHidden: false, depth: 0 });
  return facts.length < most.facts ? facts : [...facts, fact(`${name} …`, 'more than is shown here', censor)];
}

function entriesOf(value: Json): (readonly [string, Json])[] {
  return isObject(value) ? Object.entries(value).map(([key, item = null]) => [key, item] as const) : [];
}

function leaf(name: string, value: Json, isHidden: boolean, censor: Censor): Fact {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isSecret = isHidden && value !== null && text !== '[]' && text !== '{}';
  return isSecret ? { name, value: text, shown: hidden } : fact(name, text, censor);
}

function shortened(text: string): string {
  return text.length <= most.signs ? text : `${text.slice(0, most.signs)}… (${text.length - most.signs} more)`;
}
