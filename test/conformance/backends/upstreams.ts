import type { Header, UpstreamOutcome, UpstreamRequest } from '../../../src/gateway/gateway.js';
import { forwardedFor } from '../../../src/gateway/headers.js';
import type { JsonObject } from '../../../src/model/index.js';
import { Unsupported } from '../case.js';
import { entriesOf, jsonOf, textOf } from '../values.js';

/** An answer of an HTTP backend, and the headers that it saw. */
export interface UpstreamAnswer {
  outcome: UpstreamOutcome;
  /** By name in lower case, those of the connection included. */
  seen: JsonObject;
}

/** @returns what an HTTP backend answers */
export function upstreamAnswer(backend: JsonObject, request: UpstreamRequest): UpstreamAnswer {
  const seen = seenHeaders(backend, request);
  const { status, body } = answerOf(backend, request, seen);
  const headers = entriesOf(backend['responseHeaders']).map(
    ([name, value]): Header => [name, filledIn(textOf(value), body)],
  );
  return { outcome: { kind: 'answered', response: { status, headers, body: Buffer.from(body) } }, seen };
}

interface Answer {
  status: number;
  body: string;
}

function answerOf(backend: JsonObject, request: UpstreamRequest, seen: JsonObject): Answer {
  const url = new URL(request.url);
  const data = Buffer.from(request.body ?? []).toString('utf8');
  switch (backend['behaviour']) {
    case 'status-from-path': {
      const status = Number(url.pathname.split('/').at(-1));
      return { status, body: JSON.stringify({ status_code: status, message: '' }) };
    }
    case 'return-request-body':
      return { status: 200, body: data };
    case 'static':
      return {
        status: 200,
        body: typeof backend['returns'] === 'string' ? backend['returns'] : JSON.stringify(backend['returns'] ?? {}),
      };
    case 'echo-request':
      return ok({ ...echo(url, data, seen), domain: url.host, method: request.method, path: url.pathname });
    case 'httpbin-post':
      return pretty({
        ...echo(url, data, titled(seen)),
        files: {},
        form: {},
        json: jsonOf(data) ?? null,
        url: request.url,
      });
    default:
      throw new Unsupported(`an HTTP backend that behaves as ${textOf(backend['behaviour'])}`);
  }
}

function ok(value: JsonObject): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

/** httpbin sorts keys, indents by two and ends with a line break. */
function pretty(value: JsonObject): Answer {
  const sorted = Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  return { status: 200, body: `${JSON.stringify(sorted, null, 2)}\n` };
}

function echo(url: URL, data: string, headers: JsonObject): JsonObject {
  const names = [...new Set(url.searchParams.keys())];
  const args = Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
  return { args, data, headers, origin: gatewayIp };
}

/**
 * Besides what the gateway sent, the connection has a host and a length, and a Function URL adds more. httpbin hides what
 * proxies add: https://github.com/postmanlabs/httpbin/blob/master/httpbin/helpers.py
 */
function seenHeaders(backend: JsonObject, { url, method, headers, body }: UpstreamRequest): JsonObject {
  const isFunctionUrl = backend['behaviour'] === 'echo-request';
  const hidden = backend['behaviour'] === 'httpbin-post' ? /^(x-forwarded-(for|port|proto)|via)$/ : undefined;
  const trimmed = isFunctionUrl && backend['trimXHeaders'] === true ? /^x-(amzn|forwarded-)/ : hidden;
  const hasLength = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method);
  const all: [string, string][] = [
    ['host', new URL(url).host],
    ...headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]),
    ...(hasLength ? [['content-length', String(body?.length ?? 0)] as [string, string]] : []),
    ...(isFunctionUrl ? addedByFunctionUrl(headers) : []),
  ];
  return Object.fromEntries(all.filter(([name]) => trimmed?.test(name) !== true));
}

/** A Function URL tells its function of the connection, and who called: the gateway, after those that the gateway names. */
function addedByFunctionUrl(headers: readonly Header[]): [string, string][] {
  return [
    ['x-amzn-tls-cipher-suite', 'TLS_AES_128_GCM_SHA256'],
    ['x-amzn-tls-version', 'TLSv1.3'],
    ['x-forwarded-for', forwardedFor(headers, gatewayIp)],
    ['x-forwarded-port', '443'],
    ['x-forwarded-proto', 'https'],
  ];
}

const gatewayIp = '198.51.100.7';

function titled(headers: JsonObject): JsonObject {
  const title = (name: string) =>
    name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [title(name), value]));
}

function filledIn(value: string, body: string): string {
  switch (value) {
    case '<length>':
      return String(Buffer.byteLength(body));
    case '<date>':
      return 'Mon, 01 Jan 2024 00:00:00 GMT';
    case '<uuid>':
      return 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef';
    case '<trace id>':
      return 'Root=1-5759e988-bd862e3fe1be46a994272793';
    default:
      return value;
  }
}
