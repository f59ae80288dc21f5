import type { ImportResources, IntegrationResource, RouteResource } from '../plan/resources.js';
import { printable, wrapped } from './wrap.js';

/** How wide the columns may be; a longer key, word or address makes its own line longer, and no other. */
const limits = { key: 40, authorization: 28, target: 40 };

/** @returns the routes as lines: key, who may call, what is called. Only spaces are broken, and never those of a key. */
export function routeTable({ routes, integrations }: ImportResources): string[] {
  if (routes.length === 0) return ['  none'];
  const byId = new Map(integrations.map((integration) => [integration.id, integration]));
  const rows = routes.map((route) => ({
    key: printable(route.key),
    authorization: wrapped(authorizationOf(route), '', limits.authorization),
    target: linesOf(targetOf(byId.get(route.integration)).map(printable), limits.target),
  }));
  const keyWidth = widthOf(
    rows.map(({ key }) => key),
    limits.key,
  );
  const authorizationWidth = widthOf(
    rows.flatMap(({ authorization }) => authorization),
    limits.authorization,
  );
  return rows.flatMap(({ key, authorization, target }) =>
    Array.from({ length: Math.max(authorization.length, target.length) }, (_, line) => {
      const first = (line === 0 ? key : '').padEnd(keyWidth);
      const second = (authorization[line] ?? '').padEnd(authorizationWidth);
      return `  ${first}  ${second}  ${target[line] ?? ''}`.trimEnd();
    }),
  );
}

/** @returns the parts on one line if they fit, each on its own otherwise */
function linesOf(parts: string[], limit: number): string[] {
  const line = parts.join(' ');
  return line.length <= limit ? [line] : parts;
}

/** @returns the length of the longest line of a column, up to its limit. */
function widthOf(lines: string[], limit: number): number {
  return lines.reduce((width, { length }) => Math.max(width, Math.min(length, limit)), 0);
}

function authorizationOf({ authorization, authorizer, scopes }: RouteResource): string {
  const scoped = scopes.length > 0 ? ` (${scopes.join(', ')})` : '';
  switch (authorization) {
    case 'NONE':
      return 'open';
    case 'AWS_IAM':
      return 'IAM';
    case 'JWT':
      return `JWT ${authorizer}${scoped}`;
    case 'CUSTOM':
      return `Lambda ${authorizer}`;
    case 'UNKNOWN':
      return `unknown: ${authorizer}`;
  }
}

/** @returns what is called, in parts that stay whole */
function targetOf(integration: IntegrationResource | undefined): string[] {
  if (integration === undefined) return ['unknown'];
  const { integrationType, integrationSubtype, integrationMethod, integrationUri, payloadFormatVersion } = integration;
  if (typeof integrationSubtype === 'string') return [integrationSubtype];
  const uri = String(integrationUri);
  if (integrationType === 'HTTP_PROXY') {
    const { connectionId } = integration;
    const link = typeof connectionId === 'string' ? [`through VPC link ${connectionId}`] : [];
    return [`${integrationMethod} ${uri}`, ...link];
  }
  const name = /:function:([^/]+)/.exec(uri)?.[1] ?? uri;
  return [`Lambda ${name} (${payloadFormatVersion})`];
}
