import type { Exchange, Gateway } from '../gateway/gateway.js';
import type { Answerer } from '../gateway/simulation/answerers.js';
import type { SimulatedApi } from '../gateway/simulation/simulated-api.js';
import { answeredBy } from './simulate.js';
import { callNames } from './simulate-log.js';
import { pathText } from './simulate-secrets.js';

/** @returns one line of JSON about what is served: `serving` at the start, `reloaded` after a change of the definition. */
export function simulatedJson(type: 'serving' | 'reloaded', apis: readonly SimulatedApi[]): string {
  return line({ type, apis: apis.map(apiJson) });
}

/**
 * @param millis from the first byte of the request to the answer
 * @param apiId where several APIs of a kind are served
 * @returns one line of JSON about a request, as `exchangeText` tells it
 */
export function exchangeJson(api: Gateway['kind'], exchange: Exchange, millis: number, apiId?: string): string {
  const { request, route = null, authorization, response, unsupported } = exchange;
  return line({
    type: 'request',
    api,
    ...(apiId !== undefined && { apiId }),
    ...{ method: request.method, path: pathText(exchange), route, authorization },
    ...{ backends: callNames(exchange), status: response.status },
    ...{ millis: Math.round(millis * 1000) / 1000, notSimulated: unsupported },
  });
}

/** @returns one line of JSON: a change cannot be served, and what was served before stays */
export function notReloadedJson(reason: string): string {
  return line({ type: 'not-reloaded', reason });
}

/** Each line tells its version, so that one can be read alone. */
function line(content: object): string {
  return JSON.stringify({ version: 1, ...content });
}

function apiJson({ page, routes, authorizers, ...api }: SimulatedApi) {
  return {
    ...api,
    page: page?.kind === 'at' ? page.url : null,
    routes: routes.map(({ route, access, answerer }) => ({ route, access, answeredBy: answererJson(answerer) })),
    authorizers: authorizers.map(({ name, answerer }) => ({ name, answeredBy: answererJson(answerer) })),
  };
}

function answererJson(answerer: Answerer) {
  return { kind: answerer.kind, text: answeredBy(answerer) };
}
