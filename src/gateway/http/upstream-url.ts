import type { HttpProxyIntegration } from '../../model/index.js';
import { own } from '../own.js';
import { fillStageVariables } from '../stage-variables.js';
import { type Invocation, type Outgoing, pathWithStage } from './invocation.js';
import { encodePath } from './path.js';

/**
 * The address an HTTP backend is called at. Path variables in the uri are filled from the route, and nothing else of the
 * request path is appended, except on the `$default` route and through a VPC link, whose uri is a listener without a path:
 * there the whole path goes on, with the stage (RT-HTTP-PATH, RT-PATH-PRIVATE-STAGE; with the stage on a public
 * `$default` route: I). Values are decoded once and encoded again, so `%2F` arrives as a slash (RT-ENC-HTTPPROXY-HTTP).
 *
 * @returns a URL; for a private integration the listener or Cloud Map ARN with path and query behind it
 */
export function upstreamUrl(integration: HttpProxyIntegration, invocation: Invocation, outgoing: Outgoing): string {
  const { address, query } = splitQuery(filledUri(integration, invocation));
  const queries = [isPrivate(integration) ? '' : query, outgoing.rawQuery].filter((part) => part !== '');
  const url = outgoing.isPathMapped
    ? `${withoutPath(address)}${encodePath(outgoing.path)}`
    : `${address}${appendedPath(integration, invocation, address)}`;
  return queries.length > 0 ? `${url}?${queries.join('&')}` : url;
}

function filledUri(integration: HttpProxyIntegration, invocation: Invocation): string {
  const uri = fillStageVariables(integration.uri.text, invocation.deployment.stageVariables);
  if (!uri.includes('{')) return uri;
  return uri.replace(/(?<!\$)\{([^{}]+?)\+?\}/g, (variable, name: string) => {
    const value = own(invocation.pathParameters, name);
    return value === undefined ? variable : encodePath(value);
  });
}

/** A Cloud Map ARN has its filters where a URL has the query (FE-INT-VPC2). */
function splitQuery(uri: string): { address: string; query: string } {
  const [address = '', ...rest] = uri.split('?');
  return { address, query: rest.join('?') };
}

function isPrivate(integration: HttpProxyIntegration): boolean {
  return integration.vpcLinkId !== undefined;
}

function appendedPath(integration: HttpProxyIntegration, invocation: Invocation, address: string): string {
  if (!isPrivate(integration) && invocation.routeKey !== '$default') return '';
  const path = encodePath(pathWithStage(invocation));
  return address.endsWith('/') ? path.slice(1) : path;
}

/** `overwrite:path` replaces the whole path of a URL (I); an ARN has none. */
function withoutPath(address: string): string {
  return /^https?:\/\/[^/]+/i.exec(address)?.[0] ?? address;
}
