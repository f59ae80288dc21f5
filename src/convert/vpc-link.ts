import {
  type BackendUrl,
  type Decisions,
  type HttpProxyIntegration,
  readBackendUrl,
  type VpcLinkUse,
} from '../model/index.js';
import type { OperationClaims } from './claim.js';
import { isStageVariable, type Listener, listenerOf, serverNameOf } from './vpc-link-decision.js';
import { requestMappings } from './vpc-link-request.js';

interface PrivateIntegration {
  link: VpcLinkUse;
  /** The integration as if it were public: its uri is the URL that the REST API calls. */
  proxy: HttpProxyIntegration;
  decisions: Decisions;
}

/**
 * Moves a private integration to a VPC link V2 (FE-INT-VPC1, FE-INT-VPC2). HTTP APIs name a listener instead of a URL, so
 * all that the URL says becomes a mapping, a setting, or a decision.
 */
export function convertVpcLink(
  part: OperationClaims,
  { link, proxy, decisions }: PrivateIntegration,
): HttpProxyIntegration | undefined {
  const { uri } = proxy;
  const url = readBackendUrl(uri.text);
  if (url === undefined) return claimHidden(part, link, 'it is no URL with a host, or has a user and password');
  const listener = listenerOf({ link, uri, url }, decisions);
  if (listener === undefined) return claimUndecided(part, link, url);
  const mappings = requestMappings(proxy, url, listener.basePath ?? '');
  if ('hidden' in mappings) return claimHidden(part, link, mappings.hidden);
  part.claim('vpc-link', link.at, {
    rule: 'vpc-link/rewritten',
    outcome: 'behaviour-changes',
    message: `The private integration goes through VPC link ${listener.id.text} to one listener; a mapping sets the backend's path, and Host is no longer that of the URL.${stagesNote(link, [url])}`,
  });
  return privateProxy(proxy, { listener, url, parameters: mappings.parameters });
}

interface PrivateParts {
  listener: Listener;
  url: BackendUrl;
  parameters: Record<string, string>;
}

function privateProxy(proxy: HttpProxyIntegration, { listener, url, parameters }: PrivateParts): HttpProxyIntegration {
  const serverNameToVerify = serverNameOf(listener, url);
  return {
    ...proxy,
    uri: listener.listener,
    vpcLinkId: listener.id,
    ...(serverNameToVerify !== undefined && { serverNameToVerify }),
    requestParameters: { ...proxy.requestParameters, ...parameters },
  };
}

function claimUndecided(part: OperationClaims, { at, id }: VpcLinkUse, { address }: BackendUrl): undefined {
  part.claim('vpc-link', at, {
    rule: 'vpc-link/needs-decision',
    outcome: 'blocked',
    message: `HTTP APIs need a VPC link V2 and the ARN of a listener in place of ${id.text || 'this link'} and ${address}; decide vpcLinks.`,
    decidable: true,
  });
}

function claimHidden(part: OperationClaims, { at }: VpcLinkUse, reason: string): undefined {
  part.claim('vpc-link', at, {
    rule: 'vpc-link/path-hidden',
    outcome: 'unknown',
    message: `What the uri says besides the address cannot be written as mappings: ${reason}.`,
  });
}

/** What stage variables choose stage by stage today, an HTTP API has once (FE-INT-CONN: a stage variable there is unverified). */
export function stagesNote({ id }: VpcLinkUse, urls: BackendUrl[]): string {
  const varying = [...new Set([id.text, ...urls.map(({ address }) => address)])].filter(isStageVariable);
  if (varying.length === 0) return '';
  const called = urls.length === 1 ? 'this one' : 'these';
  return ` All stages call ${called}, whatever their variables in ${varying.join(' and ')} hold; a stage that calls another backend needs an HTTP API of its own.`;
}
