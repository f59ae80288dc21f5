import type { Deployment, Header } from './gateway.js';
import { firstHeader } from './headers.js';

/** @returns the name that the client called the API by; that of the default endpoint when it sent no `Host` (RT-CTX-DOMAIN). */
export function domainNameOf(headers: readonly Header[], { apiId, region }: Deployment): string {
  return firstHeader(headers, 'host') || `${apiId}.execute-api.${region}.amazonaws.com`;
}

/** @returns the first label of a domain name (RT-CTX-DOMAIN). */
export function domainPrefixOf(domainName: string): string {
  return domainName.split('.')[0] ?? '';
}
