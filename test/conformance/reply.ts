import type { GatewayResponse, UpstreamRequest } from '../../src/gateway/gateway.js';
import type { Json, JsonObject } from '../../src/model/index.js';
import { observedDifferences, storedDifferences } from './afterwards.js';
import type { ServiceStandIn } from './backends/services/service.js';
import { Unsupported } from './case.js';
import { differences, type Matching, newMatching } from './matchers.js';
import { partDifferences } from './parts.js';
import { entriesOf, follow, jsonOf, listOf, objectOf, textOf } from './values.js';
import { readXml } from './xml.js';

/** What is known after a request: the client's reply, the event of the function, and the request of the HTTP backend. */
export interface Outcome {
  response: GatewayResponse;
  event?: Json;
  upstream?: UpstreamRequest & { seen: JsonObject };
  /** Stand-ins of AWS services, after the request. */
  services?: readonly ServiceStandIn[];
}

/** Names of `expected` that are read together with another one. */
const beside = ['headersComplete', 'headersAlsoPresent', 'eventIgnored'];

/**
 * Compares what happened with `expected` of a case; only what is there is compared.
 *
 * @throws Unsupported for an expectation that nobody can look at here
 */
export function outcomeDifferences(expected: JsonObject, outcome: Outcome): string[] {
  const matching = newMatching();
  return entriesOf(expected)
    .filter(([name]) => !beside.includes(name))
    .flatMap(([name, wanted]) => aspect(name, wanted, expected, { ...outcome, matching }));
}

function aspect(name: string, wanted: Json, expected: JsonObject, outcome: Outcome & { matching: Matching }): string[] {
  const { response, event, upstream, matching } = outcome;
  switch (name) {
    case 'status':
      return differences(wanted, response.status, matching, name);
    case 'headers':
      return headerDifferences(wanted, response, matching);
    case 'headersAbsent':
      return listOf(wanted).flatMap((header) =>
        valuesOf(response, textOf(header)).length > 0 ? [`header ${textOf(header)} is there`] : [],
      );
    case 'body':
      return bodyDifferences(objectOf(wanted), response.body, matching);
    case 'bodyParts':
      return listOf(wanted).flatMap((part) => bodyPart(part, response.body, matching));
    case 'backendEvent':
      return differences(wanted, withoutIgnored(event, expected['eventIgnored']), matching, 'event');
    case 'backendEventPartial':
    case 'event':
      return differences(
        wanted,
        withoutIgnored(event, expected['eventIgnored']),
        { ...matching, partial: true },
        'event',
      );
    case 'backendRequest':
      return upstreamDifferences(objectOf(wanted), upstream, matching);
    case 'backendStored':
      return storedDifferences(objectOf(wanted), outcome.services ?? []);
    case 'observed':
      return listOf(wanted).flatMap((item) => observedDifferences(objectOf(item), outcome.services ?? [], matching));
    default:
      throw new Unsupported(`expectation ${name}: nothing here shows it`);
  }
}

/** @returns also what is there and should not be, where the list of headers is complete */
export function completenessDifferences(expected: JsonObject, { response }: Outcome): string[] {
  if (expected['headersComplete'] !== true) return [];
  const allowed = [
    ...Object.keys(objectOf(expected['headers'])),
    ...listOf(expected['headersAlsoPresent']).map(textOf),
  ];
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return response.headers
    .filter(([name]) => !names.has(name.toLowerCase()))
    .map(([name]) => `header ${name} is not expected`);
}

function headerDifferences(wanted: Json, response: GatewayResponse, matching: Matching): string[] {
  return entriesOf(wanted).flatMap(([name, value]) => {
    const values = valuesOf(response, name);
    const actual = Array.isArray(value) ? values : values.length > 0 ? values.join(', ') : undefined;
    return differences(value, actual, matching, `header ${name}`);
  });
}

/** The length is the server's to set where the gateway left it out. */
function valuesOf({ headers, body }: GatewayResponse, name: string): string[] {
  const values = headers.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 && name.toLowerCase() === 'content-length' ? [String(body.length)] : values;
}

function bodyDifferences(wanted: JsonObject, body: Uint8Array, matching: Matching): string[] {
  const text = Buffer.from(body).toString('utf8');
  const partial = { ...matching, partial: wanted['alsoPresent'] !== undefined };
  return entriesOf(wanted).flatMap(([form, value]) => {
    switch (form) {
      case 'json':
        return differences(value, text === '' ? '' : (jsonOf(text) ?? text), partial, 'body');
      case 'textAsJson':
        return differences(value, jsonOf(text) ?? text, partial, 'body');
      case 'xml':
        return differences(value, readXml(text), partial, 'body');
      case 'text':
        return differences(value, text, matching, 'body');
      case 'base64':
        return differences(value, Buffer.from(body).toString('base64'), matching, 'body');
      case 'empty':
        return text === '' ? [] : [`body should be empty, and is ${text.slice(0, 200)}`];
      case 'alsoPresent':
        return [];
      default:
        throw new Unsupported(`body as ${form}`);
    }
  });
}

function bodyPart(part: Json, body: Uint8Array, matching: Matching): string[] {
  const text = Buffer.from(body).toString('utf8');
  const path = listOf(objectOf(part)['path']);
  const actual = path[0] === 'xml' ? follow(readXml(text), path.slice(1)) : follow(jsonOf(text) ?? text, path);
  return partDifferences(part, actual, matching);
}

/** `eventIgnored` names headers, with stars, and keys at the top. */
function withoutIgnored(event: Json | undefined, ignored: Json | undefined): Json | undefined {
  const { headers, keys } = objectOf(ignored);
  const patterns = listOf(headers).map((name) => pattern(textOf(name)));
  const dropped = listOf(keys).map(textOf);
  const kept = entriesOf(event)
    .filter(([key]) => !dropped.includes(key))
    .map(([key, value]): [string, Json] => [
      key,
      /headers$/i.test(key)
        ? Object.fromEntries(entriesOf(value).filter(([name]) => !patterns.some((one) => one.test(name))))
        : value,
    ]);
  return event === undefined ? undefined : Object.fromEntries(kept);
}

function pattern(name: string): RegExp {
  const escaped = name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`, 'i');
}

function upstreamDifferences(wanted: JsonObject, upstream: Outcome['upstream'], matching: Matching): string[] {
  if (!upstream) return ['the backend got no request'];
  const url = new URL(upstream.url);
  const trimmed = listOf(wanted['headersTrimmed']).map((name) => pattern(textOf(name)));
  const seen = entriesOf(upstream.seen).filter(([name]) => !trimmed.some((one) => one.test(name)));
  const query = Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name).join(',')]),
  );
  return entriesOf(wanted).flatMap(([name, value]) => {
    switch (name) {
      case 'method':
        return differences(value, upstream.method, matching, 'upstream method');
      case 'path':
        return differences(value, url.pathname, matching, 'upstream path');
      case 'query':
        return differences(value, query, matching, 'upstream query');
      case 'headers': {
        const lower = Object.fromEntries(entriesOf(value).map(([key, text]) => [key.toLowerCase(), text]));
        const partial = wanted['headersPartial'] === true;
        return differences(lower, Object.fromEntries(seen), { ...matching, partial }, 'upstream headers');
      }
      case 'body':
        return bodyDifferences(objectOf(value), upstream.body ?? new Uint8Array(), matching);
      default:
        return [];
    }
  });
}
