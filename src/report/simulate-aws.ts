import type { SampleToken } from '../gateway/simulation/sample-tokens.js';
import type { Endpoint } from '../local-aws/endpoint.js';
import type { Invoked } from '../local-aws/invoke/invoking.js';
import type { AnsweredCall } from '../local-aws/server.js';
import { kindNames } from './simulate.js';
import { exchangeJson } from './simulate-json.js';
import { exchangeText } from './simulate-log.js';
import { printable } from './wrap.js';

/** What is told of an endpoint when it listens. */
export interface ServedEndpoint extends Pick<Endpoint, 'url' | 'region' | 'apis'> {
  /** That pass authorizers of the APIs. */
  tokens: SampleToken[];
}

/** What an embedded AWS endpoint says, in one format. */
export interface EndpointWords {
  serving(endpoint: ServedEndpoint): string;
  call(call: AnsweredCall): string;
  invoked(invoked: Invoked): string;
}

/** The same, for people and for programs. */
export const endpointWords: Record<'text' | 'json', EndpointWords> = {
  text: { serving: endpointText, call: callText, invoked: invokedText },
  json: { serving: endpointJson, call: callJson, invoked: invokedJson },
};

/** What makes the AWS CLI and SDKs call the endpoint; nobody checks the credentials. */
function environmentOf({ url, region }: Pick<Endpoint, 'url' | 'region'>): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

function endpointText(endpoint: ServedEndpoint): string {
  const environment = Object.entries(environmentOf(endpoint)).map(([name, value]) => `${name}=${value}`);
  const sections = [
    [`AWS endpoint on ${endpoint.url}`],
    [
      'Point the AWS CLI (2.13 or newer) and SDKs at it; older ones want --endpoint-url:',
      `  export ${environment.join(' ')}`,
    ],
    apiLines(endpoint),
    tokenLines(endpoint),
    ['Press Ctrl-C to stop.'],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function apiLines({ url, region, apis }: ServedEndpoint): string[] {
  const [first] = apis;
  if (!first) return [];
  return [
    ...apis.map(({ kind, name, stage, url: at }) => `${kindNames[kind]} ${printable(name)}, stage ${stage}: ${at}`),
    `Each is invoked by its host, too: curl -H 'Host: ${first.apiId}.execute-api.${region}.amazonaws.com' ${url}/…`,
  ];
}

function tokenLines({ tokens }: ServedEndpoint): string[] {
  if (tokens.length === 0) return [];
  const lines = tokens.map(({ authorizer, use, token }) => `  ${printable(authorizer)} (${use}) ${token}`);
  return ['Tokens for this endpoint only, good for an hour:', ...lines];
}

function callText({ operation, verb, path, status, refusal, millis }: AnsweredCall): string {
  const parts = [
    operation ? `${operation.service} ${operation.name}` : 'unknown',
    `${verb} ${path}`,
    String(status),
    `${Math.round(millis)} ms`,
    ...(refusal ? [`${refusal.code}: ${refusal.message}`] : []),
  ];
  return parts.map(printable).join('  ');
}

function invokedText({ kind, apiId, exchange, millis }: Invoked): string {
  return `${apiId === undefined ? '' : `${printable(apiId)}  `}${exchangeText(kind, exchange, millis)}`;
}

function endpointJson(endpoint: ServedEndpoint): string {
  const { url, region, apis, tokens } = endpoint;
  return line({ type: 'endpoint', url, region, environment: environmentOf(endpoint), apis, tokens });
}

function callJson({ operation, verb, path, status, refusal, millis }: AnsweredCall): string {
  return line({
    ...{ type: 'call', service: operation?.service ?? null, operation: operation?.name ?? null },
    ...{ method: verb, path, status },
    error: refusal ? { code: refusal.code, message: refusal.message } : null,
    millis: Math.round(millis * 1000) / 1000,
  });
}

function invokedJson({ kind, apiId, exchange, millis }: Invoked): string {
  return exchangeJson(kind, exchange, millis, apiId);
}

/** Each line tells its version, so that one can be read alone. */
function line(content: object): string {
  return JSON.stringify({ version: 1, ...content });
}
