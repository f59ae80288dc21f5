import type { Cors } from '../../model/index.js';
import type { GatewayRequest, GatewayResponse, Header } from '../gateway.js';
import { firstHeader } from '../headers.js';

/** @returns whether a browser asks before it sends the real request: FE-CO-3, RT-CORS-TRIGGER. */
export function isPreflight(request: GatewayRequest): boolean {
  return (
    request.method === 'OPTIONS' &&
    firstHeader(request.headers, 'origin') !== undefined &&
    firstHeader(request.headers, 'access-control-request-method') !== undefined
  );
}

/** @returns the gateway's own answer to a preflight; `withCors` adds the headers. The status is widely reported, not recorded (RT-CORS-PREFLIGHT, C). */
export function preflightAnswer(): GatewayResponse {
  return { status: 204, headers: [], body: new Uint8Array() };
}

/**
 * Puts the API's CORS headers on a response. What the backend said about CORS is thrown away (RT-CORS-OVERRIDE); an origin
 * that is not allowed gets no headers (RT-CORS-ORIGIN-MISS). The gateway's own errors get them too: reported, not
 * recorded (RT-CORS-ERR, U).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function withCors(cors: Cors | undefined, request: GatewayRequest, response: GatewayResponse): GatewayResponse {
  if (!cors) return response;
  const kept = response.headers.filter(([name]) => !name.toLowerCase().startsWith('access-control-'));
  return { ...response, headers: [...kept, ...corsHeaders(cors, request)] };
}

function corsHeaders(cors: Cors, request: GatewayRequest): Header[] {
  const origin = firstHeader(request.headers, 'origin');
  const allowed = origin === undefined ? undefined : allowedOrigin(cors.allowOrigins, origin);
  if (allowed === undefined) return [];
  return [
    ['access-control-allow-origin', allowed],
    ...(cors.allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...listHeader('access-control-expose-headers', cors.exposeHeaders),
    ...(isPreflight(request) ? preflightHeaders(cors) : []),
  ];
}

/** Sent with a route's answer to a preflight as well: AWS tells people to add such a route for `$default` (FE-CO-6). */
function preflightHeaders(cors: Cors): Header[] {
  return [
    ...listHeader('access-control-allow-methods', cors.allowMethods),
    ...listHeader('access-control-allow-headers', cors.allowHeaders),
    ...(cors.maxAge === undefined ? [] : [['access-control-max-age', String(cors.maxAge)] as const]),
  ];
}

function listHeader(name: string, values: readonly string[]): Header[] {
  return values.length > 0 ? [[name, values.join(',')]] : [];
}

/** Exact origins, `*`, or a whole scheme: `https://*`, `http://*` (FE-CO-4). A match other than `*` is echoed (RT-CORS-ORIGIN-MATCH, I). */
function allowedOrigin(origins: readonly string[], origin: string): string | undefined {
  if (origins.includes('*')) return '*';
  const scheme = /^https?:\/\//.exec(origin)?.[0];
  const matches = origins.includes(origin) || (scheme !== undefined && origins.includes(`${scheme}*`));
  return matches ? origin : undefined;
}
