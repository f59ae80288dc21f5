import type { Exchange, GatewayResponse, Header, LambdaOutcome } from '../../../src/gateway/gateway.js';
import { openHttpGateway } from '../../../src/gateway/http/http-gateway.js';
import { openRestGateway } from '../../../src/gateway/rest/rest-gateway.js';
import { isObject, type Json, type JsonObject } from '../../../src/model/index.js';
import * as http from '../http/opened.js';
import * as rest from '../rest/samples.js';

/** The columns of the facts: a REST API, and an HTTP API with each payload format. */
export type Column = 'REST' | '1.0' | '2.0';
export const columns: Column[] = ['REST', '1.0', '2.0'];

/** What stands behind the three APIs, on every path and method. */
export interface Behind {
  /** What the function does; default: it returns 200. */
  returns?: Json;
  outcome?: LambdaOutcome;
  /** An HTTP proxy answers this instead of a function. */
  upstream?: Partial<GatewayResponse>;
}

export interface Line {
  headers?: Header[];
  body?: string | Uint8Array;
  /** Default `$default` for HTTP APIs, `prod` for REST. */
  stage?: string;
  /** Of the routes; default: everything. */
  paths?: string[];
  binaryMediaTypes?: string[];
}

/** Sends the same request to one of the three. */
export function through(column: Column, key: string, behind: Behind = {}, line: Line = {}): Promise<Exchange> {
  const request = rest.request(key, line);
  const world = http.backends({ fn: () => outcomeOf(behind) }, http.answered(behind.upstream));
  const paths = line.paths ?? ['/', '/{proxy+}'];
  if (column === 'REST') {
    const settings = line.binaryMediaTypes && [
      { at: '', kind: 'binary-media-types' as const, value: line.binaryMediaTypes },
    ];
    const integration = behind.upstream ? rest.httpProxy('https://backend.example/base') : rest.lambdaProxy('fn');
    const operations = paths.map((path) => rest.operation(`ANY ${path}`, { integration }));
    const api = rest.restApi(operations, settings ? { settings } : {});
    return openRestGateway(api, world, { ...rest.deployment, stage: line.stage ?? 'prod' }).handle(request);
  }
  const integration = behind.upstream
    ? http.proxy()
    : http.lambda({ uri: rest.lambdaProxy('fn').uri ?? http.lambda().uri, payloadFormatVersion: column });
  const api = http.api(paths.map((path) => http.route(`ANY ${path}`, integration)));
  return openHttpGateway(api, world, { ...http.deployment, stage: line.stage ?? '$default' }).handle(request);
}

function outcomeOf({ outcome, returns }: Behind): LambdaOutcome {
  return outcome ?? { kind: 'returned', value: returns === undefined ? { statusCode: 200 } : returns };
}

/** @returns what the function was called with. */
export async function eventThrough(column: Column, key: string, line: Line = {}): Promise<JsonObject> {
  const exchange = await through(column, key, {}, line);
  const call = exchange.calls[0];
  if (call?.kind !== 'lambda' || !isObject(call.event)) throw new Error(`${column}: no function was called`);
  return call.event;
}

/** @returns the value at keys joined by `/`; undefined where the event has no such key. */
export function at(event: Json | undefined, path: string): Json | undefined {
  return path.split('/').reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), event);
}

/** Response headers by their names as they were sent. */
export function headersOf({ response }: Exchange): Record<string, string> {
  return Object.fromEntries(response.headers);
}
