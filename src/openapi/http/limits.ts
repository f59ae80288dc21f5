import type { FactId } from './facts.js';

/** A range, both ends included, and where it stands. */
export interface Limit {
  fact: FactId;
  least: number;
  most: number;
}

/** Lengths in characters (facts import-export.md b.5). */
export const lengths = {
  title: { fact: 'NM-TITLE', least: 1, most: 128 },
  description: { fact: 'NM-DESC', least: 0, most: 1024 },
  version: { fact: 'NM-VER', least: 1, most: 64 },
  operationName: { fact: 'NM-OPID', least: 1, most: 64 },
  authorizerName: { fact: 'NM-AUTH', least: 1, most: 128 },
  scope: { fact: 'NM-SCOPE', least: 1, most: 64 },
  uri: { fact: 'NM-URI', least: 1, most: 2048 },
  mappingValue: { fact: 'NM-MAPV', least: 1, most: 512 },
  connectionId: { fact: 'NM-CONN', least: 1, most: 1024 },
  serverName: { fact: 'NM-SNI', least: 1, most: 512 },
} as const satisfies Record<string, Limit>;

/** Ranges of numbers: milliseconds, seconds, seconds. */
export const ranges = {
  timeout: { fact: 'NM-TMO', least: 50, most: 30_000 },
  authorizerTtl: { fact: 'NM-TTL', least: 0, most: 3600 },
  corsMaxAge: { fact: 'NM-CORS', least: -1, most: 86_400 },
} as const satisfies Record<string, Limit>;

/** How many of each an HTTP API may have (facts quotas.md). */
export const quotas = {
  routes: 300,
  integrations: 300,
  authorizers: 10,
  scopesPerRoute: 10,
  audiencesPerAuthorizer: 50,
  tags: 50,
  /** Bytes. Published for REST APIs only (IM-SIZE). */
  definition: 6 * 1024 * 1024,
} as const;
