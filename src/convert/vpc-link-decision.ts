import {
  type BackendUrl,
  callsHttp,
  type Decisions,
  type HttpProxyIntegration,
  type JsonObject,
  type ListenerDecision,
  plain,
  type RestApi,
  readBackendUrl,
  type Templated,
  type VpcLinkDecision,
  type VpcLinkUse,
} from '../model/index.js';

/** What an HTTP API calls in place of a URL. */
export interface Listener extends Omit<ListenerDecision, 'listener'> {
  id: Templated;
  listener: Templated;
}

/** An address behind a link, as the uris of the API name it. */
export interface LinkedAddress {
  link: VpcLinkUse;
  uri: Templated;
  url: BackendUrl;
}

/** @returns the private integrations that could move, with what their uri says; what is no URL is left out */
export function linkedAddresses({ operations }: RestApi) {
  return operations.flatMap(({ integration, route }) => {
    if (integration?.vpcLink === undefined || !callsHttp(integration)) return [];
    const { vpcLink: link, uri } = integration;
    const url = uri && readBackendUrl(uri.text);
    return uri && url ? [{ link, uri, url, route }] : [];
  });
}

/**
 * Puts the listener of a link that serves one address to that address. A link with several needs one for each: together
 * behind one listener, nothing but the path would tell their requests apart.
 */
export function withListeners(api: RestApi, decisions: Decisions): Decisions {
  const byLink = new Map<string, Set<string>>();
  for (const { link, url } of linkedAddresses(api)) {
    byLink.set(link.id.text, (byLink.get(link.id.text) ?? new Set()).add(url.address));
  }
  const vpcLinks = Object.entries(decisions.vpcLinks).map(([id, decision]) => {
    const [address, ...others] = byLink.get(id) ?? [];
    return [id, address === undefined || others.length > 0 ? decision : withListener(decision, address)];
  });
  return { ...decisions, vpcLinks: Object.fromEntries(vpcLinks) };
}

function withListener({ id, listeners, ...own }: VpcLinkDecision, address: string): VpcLinkDecision {
  const { listener } = own;
  return { id, listeners: { ...(listener !== undefined && { [address]: { ...own, listener } }), ...listeners } };
}

/** @returns what stands for an address, by decision or because the V2 link names it; undefined as long as something is open */
export function listenerOf({ link, uri, url }: LinkedAddress, { vpcLinks }: Decisions): Listener | undefined {
  const decision = vpcLinks[link.id.text];
  const decided = decision?.listeners?.[url.address];
  const listener =
    decision && decided
      ? { ...decided, id: plain(decision.id), listener: plain(decided.listener) }
      : targetOf(link, decision);
  if (listener === undefined || (url.isOpen && listener.basePath === undefined)) return undefined;
  return needsServerName({ uri, url }) && listener.serverNameToVerify === undefined ? undefined : listener;
}

/**
 * A V2 link that names its listener, or can mean but one, needs no decision: HTTP APIs can use the same link (FE-INT-VPC2). Whether they take a
 * stage variable for it is not known (FE-INT-CONN).
 */
function targetOf(link: VpcLinkUse, decision: VpcLinkDecision | undefined): Listener | undefined {
  const { id } = link;
  const listener = namedListener(link);
  if (listener === undefined) return undefined;
  if (decision !== undefined) return { id: plain(decision.id), listener };
  return isStageVariable(id.text) ? undefined : { id, listener };
}

/** @returns the listener that a V2 link names, or the only one that it can mean by what settings tell */
export function namedListener({ target, listener }: VpcLinkUse): Templated | undefined {
  if (listener !== undefined) return plain(listener);
  return target !== undefined && /:listener\//.test(target.text) ? target : undefined;
}

/** @returns whether a stage variable has a say in it */
export function isStageVariable(text: string): boolean {
  return text.includes('${stageVariables.');
}

/** The name on the certificate is the URL's host, unless that is hidden: no stage variable or function can stand for it. */
function needsServerName({ uri, url }: Pick<LinkedAddress, 'uri' | 'url'>): boolean {
  if (url.scheme !== 'https' || !url.host.includes('${')) return false;
  return isStageVariable(url.host) || typeof uri.raw !== 'string';
}

/** @returns the name on the certificate; undefined for plain HTTP */
export function serverNameOf(listener: Listener, url: BackendUrl): HttpProxyIntegration['serverNameToVerify'] {
  return listener.serverNameToVerify ?? (url.scheme === 'https' ? url.host : undefined);
}

/** @returns what has to be written about one address */
export function listenerForm(address: LinkedAddress): JsonObject {
  const { link, url } = address;
  return {
    listener: namedListener(link)?.text ?? '',
    ...(url.isOpen && { basePath: '' }),
    ...(needsServerName(address) && { serverNameToVerify: '' }),
  };
}
