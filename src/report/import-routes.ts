import type { ImportResources, IntegrationResource, RouteResource } from '../plan/resources.js';
import { printable } from './import-wrap.js';

/** Columns of the table where its lines would be longer than 80; each with two to its left. */
const narrow = [32, 20, 28];

/** @returns the routes as lines: key, who may call, what is called. */
export async function routeTable({ routes, integrations }: ImportResources): Promise<string[]> {
  if (routes.length === 0) return ['  none'];
  const byId = new Map(integrations.map((integration) => [integration.id, integration]));
  const rows = routes.map((route) =>
    [route.key, authorizationOf(route), targetOf(byId.get(route.integration))].map(printable),
  );
  const { default: Table } = await import('cli-table3');
  const table = new Table({
    chars: borderless,
    colWidths: widthsFor(rows),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] },
  });
  table.push(...rows);
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function widthsFor(rows: string[][]): number[] {
  const natural = narrow.map(
    (_, column) => 2 + rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  return natural.reduce((sum, width) => sum + width) <= 80 ? natural : narrow;
}

const borderless = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '' },
};

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

function targetOf(integration: IntegrationResource | undefined): string {
  if (integration === undefined) return 'unknown';
  const { integrationType, integrationSubtype, integrationMethod, integrationUri, payloadFormatVersion } = integration;
  if (typeof integrationSubtype === 'string') return integrationSubtype;
  const uri = String(integrationUri);
  if (integrationType === 'HTTP_PROXY') return `${integrationMethod} ${uri}`;
  const name = /:function:([^/]+)/.exec(uri)?.[1] ?? uri;
  return `Lambda ${name} (${payloadFormatVersion})`;
}
