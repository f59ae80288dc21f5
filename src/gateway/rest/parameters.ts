import type { Integration, ParameterMapping } from '../../model/index.js';
import type { Header } from '../gateway.js';
import type { QueryPair } from '../query.js';
import { isStop, misconfigured, type Stop } from './faults.js';
import { type MappingScope, mappedValues } from './mappings.js';

/** What the request mappings of an integration produce. */
export interface MappedRequest {
  headers: readonly Header[];
  query: readonly QueryPair[];
  /** Values for the `{variables}` of the uri. */
  path: ReadonlyMap<string, string>;
}

/** Mapping one of these fails each request at run time (RT-HTTP-MAP-RESERVED, recorded). */
const reserved = ['content-length', 'transfer-encoding', 'x-amzn-trace-id', 'x-amzn-apigateway-api-id'];
const reservedForLambda = [...reserved, 'authorization', 'connection', 'expect', 'proxy-authenticate', 'te'];

const nothingMapped: MappedRequest = { headers: [], query: [], path: new Map() };

/** @returns the parameters that `requestParameters` of the integration set, or why the request ends. */
export function mapRequest(integration: Integration, scope: MappingScope): MappedRequest | Stop {
  if (integration.parameters.length === 0) return nothingMapped;
  if (mapsReservedHeader(integration)) return misconfigured();
  const headers: Header[] = [];
  const query: QueryPair[] = [];
  const path = new Map<string, string>();
  for (const { target, source } of integration.parameters) {
    const values = mappedValues(source, scope);
    if (isStop(values)) return values;
    switch (target.place) {
      case 'header':
        if (values.length > 0) headers.push([target.name, values.join(',')]);
        break;
      case 'querystring':
        query.push(...values.map((value): QueryPair => [target.name, value]));
        break;
      case 'path':
        if (values.length > 0) path.set(target.name, values.join(','));
        break;
      case 'unknown':
        return { notSimulated: `parameter mapping to ${target.text}` };
    }
  }
  return { headers, query, path };
}

/** @returns whether the integration maps a header that API Gateway refuses when it builds the request. */
export function mapsReservedHeader({ type, parameters }: Integration): boolean {
  const names = type === 'aws_proxy' || type === 'aws' ? reservedForLambda : reserved;
  return parameters.some((mapping) => names.includes(headerOf(mapping)));
}

function headerOf({ target }: ParameterMapping): string {
  return target.place === 'header' ? target.name.toLowerCase() : '';
}
