import { type Decisions, type HttpProxyIntegration, plain, type VpcLinkUse } from '../model/index.js';
import type { OperationClaims } from './claim.js';
import { pathExpression, tlsHost } from './uri.js';

interface PrivateIntegration {
  link: VpcLinkUse;
  /** The integration as if it were public: its uri is the URL that the REST API calls. */
  proxy: HttpProxyIntegration;
  decisions: Decisions;
}

/**
 * Moves a private integration to a VPC link V2 (FE-INT-VPC1, FE-INT-VPC2). HTTP APIs name a listener instead of a URL,
 * and forward the public path with the stage in it, so the backend's path is written as a mapping (FE-INT-STAGEPATH).
 */
export function convertVpcLink(
  part: OperationClaims,
  { link, proxy, decisions }: PrivateIntegration,
): HttpProxyIntegration | undefined {
  const decision = decisions.vpcLinks[link.id.text];
  const listener = decision ? plain(decision.listener) : listenerOf(link);
  if (listener === undefined) {
    part.claim('vpc-link', link.at, {
      rule: 'vpc-link/needs-decision',
      outcome: 'blocked',
      message: `HTTP APIs need a VPC link V2 and the ARN of a listener in place of ${link.id.text || 'this link'}; decide vpcLinks.`,
      decidable: true,
    });
    return undefined;
  }
  const path = pathExpression(proxy.uri);
  if (path === undefined) {
    part.claim('vpc-link', link.at, {
      rule: 'vpc-link/path-hidden',
      outcome: 'unknown',
      message: 'The uri does not show its path whole (a placeholder or a query), so it cannot be written as a mapping.',
    });
    return undefined;
  }
  part.claim('vpc-link', link.at, {
    rule: 'vpc-link/rewritten',
    outcome: 'behaviour-changes',
    message: `The private integration goes through VPC link ${decision?.id ?? link.id.text}; the backend's path is set by a mapping, and Host is no longer that of the URL.`,
  });
  const serverName = decision?.serverNameToVerify ?? tlsHost(proxy.uri.text);
  return {
    ...proxy,
    uri: listener,
    vpcLinkId: decision ? plain(decision.id) : link.id,
    ...(serverName !== undefined && { serverNameToVerify: serverName }),
    requestParameters: { ...proxy.requestParameters, 'overwrite:path': path },
  };
}

/** A V2 link that names its listener, or can mean but one, needs no decision: HTTP APIs can use the same link. */
function listenerOf({ target, listener }: VpcLinkUse) {
  if (listener !== undefined) return plain(listener);
  return target !== undefined && /:listener\//.test(target.text) ? target : undefined;
}
