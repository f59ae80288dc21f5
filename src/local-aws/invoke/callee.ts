import { isIP } from 'node:net';
import type { DomainNames } from '../domains.js';

/** Whom a request means that is no call of a control plane. */
export type Callee =
  /** By a path of the endpoint itself: `/restapis/ID/STAGE/_user_request_/PATH`. For clients that cannot choose the host. */
  | { kind: 'stage'; apiId: string; stageName: string; rawPath: string }
  /** By the host of its default endpoint: `ID.execute-api.REGION.…`. */
  | { kind: 'api'; apiId: string; rawPath: string }
  /** By the host of a custom domain. */
  | { kind: 'domain'; domainName: string; rawPath: string };

const USER_REQUEST = /^\/restapis\/([^/]+)\/([^/]+)\/_user_request_(\/.*)?$/s;
const DEFAULT_ENDPOINT = /^([a-z0-9]+)\.execute-api\./;

/**
 * @param host of the request, with or without a port
 * @param rawPath as sent, without the query
 * @returns undefined for what is meant for the endpoint itself
 */
export function calleeOf(host: string, rawPath: string, domainNames: DomainNames): Callee | undefined {
  const [, named, stageName, below = '/'] = USER_REQUEST.exec(rawPath) ?? [];
  if (named !== undefined && stageName !== undefined) {
    return { kind: 'stage', apiId: named, stageName: decoded(stageName), rawPath: below };
  }
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const [, apiId] = DEFAULT_ENDPOINT.exec(name) ?? [];
  if (apiId !== undefined) return { kind: 'api', apiId, rawPath };
  const domainName = domainNamed(name, domainNames);
  return domainName === undefined ? undefined : { kind: 'domain', domainName, rawPath };
}

/** `$default` may come with its dollar encoded. */
function decoded(stageName: string): string {
  return stageName.replace(/^%24/, '$');
}

/** A name of its own goes before a wildcard. Whoever calls the endpoint by its address means the endpoint. */
function domainNamed(name: string, domainNames: DomainNames): string | undefined {
  if (name === '' || isIP(name) !== 0) return undefined;
  return [name, name.replace(/^[^.]+/, '*')].find((one) => Object.hasOwn(domainNames, one));
}
