import type { UnknownPart } from '../aws/export/scope.js';

/** One bundle, or a REST API of which there is none. */
export interface ExportedApi {
  region: string;
  apiId: string;
  name: string;
  outcome: 'exported' | 'there' | 'not-deployed' | 'failed';
  stages: ExportedStage[];
  /** Why there is no bundle. */
  reason?: string;
  permission?: string;
}

export interface ExportedStage {
  stage: string;
  folder: string;
  unknown: UnknownPart[];
  /** Where secrets were that the bundle does not have. */
  hidden: string[];
}

export const exportFormats = ['text', 'json'] as const;
type Format = (typeof exportFormats)[number];

/** @returns what was exported, as text for people or as JSON, with a newline at the end */
export function printExport(apis: ExportedApi[], format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, apis }, null, 2)}\n`;
    case 'text':
      return exportText(apis);
  }
}

/** @returns the REST APIs that can be named, as text for people or as JSON */
export function printApis(apis: { region: string; id: string; name: string }[], format: Format): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ version: 1, apis }, null, 2)}\n`;
    case 'text':
      return apis.map(({ region, id, name }) => `${id}  ${name}  (${region})\n`).join('');
  }
}

function exportText(apis: ExportedApi[]): string {
  const counts = apis.length === 1 ? [] : [countsText(apis)];
  return [...apis.flatMap(apiLines), ...counts].map((line) => `${line}\n`).join('');
}

function apiLines({ region, apiId, name, outcome, stages, reason, permission }: ExportedApi): string[] {
  const api = `${name} (${apiId}, ${region})`;
  switch (outcome) {
    case 'exported':
      return stages.flatMap((stage) => stageLines(api, stage));
    case 'there':
      return [`${api}: there already`];
    case 'not-deployed':
      return [`${api}: no such stage, or never deployed, so there is nothing to export`];
    case 'failed':
      return [`${api}: not exported: ${reason}${missing(permission)}`];
  }
}

function stageLines(api: string, { stage, folder, unknown, hidden }: ExportedStage): string[] {
  return [
    `${api}, stage ${stage}: ${folder}`,
    ...unknown.map(({ part, reason, permission }) => `  unknown: ${part}: ${reason}${missing(permission)}`),
    ...(hidden.length > 0 ? [`  hidden: ${secretsText(hidden.length)} (--keep-secrets keeps them)`] : []),
    ...hidden.map((place) => `    ${place}`),
  ];
}

function missing(permission: string | undefined): string {
  return permission === undefined ? '' : `; permission that is missing: ${permission}`;
}

function secretsText(count: number): string {
  return count === 1 ? '1 value that looks like a secret' : `${count} values that look like secrets`;
}

function countsText(apis: ExportedApi[]): string {
  const count = (outcome: ExportedApi['outcome']) => apis.filter((api) => api.outcome === outcome).length;
  const parts = apis.flatMap(({ stages }) => stages).filter(({ unknown }) => unknown.length > 0).length;
  return [
    `${apis.length} REST APIs: ${count('exported')} exported, ${count('there')} there already`,
    `${count('not-deployed')} not deployed, ${count('failed')} failed; ${parts} bundles with unknown parts`,
  ].join(', ');
}
