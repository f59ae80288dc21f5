import type { UpstreamRequest } from '../gateway.js';
import { withHeader } from '../headers.js';

/** Scheme and host of a URL; the ARN of a listener or Cloud Map service; else what stands before the first slash. */
const ADDRESS =
  /^(?:https?:\/\/[^/?#]*|arn:[^/?]*:listener\/[^/?]+\/[^/?]+\/[^/?]+\/[^/?]+|arn:[^/?]*:service\/[^/?]+|\$\{[^}]*\}|[^/?]*)/i;

/** @returns the request as it goes to another address, which takes the place of scheme and host; it may have a path */
export function redirected(request: UpstreamRequest, url: string): UpstreamRequest {
  const rest = request.url.replace(ADDRESS, '');
  const host = URL.canParse(url) ? new URL(url).host : '';
  return {
    ...request,
    url: `${url.replace(/\/$/, '')}${rest}`,
    headers: host === '' ? request.headers : withHeader(request.headers, 'host', host),
  };
}
