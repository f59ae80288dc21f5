import type { JsonObject } from '../model/index.js';

/** A custom domain name with its API mappings, in the words of API Gateway v2. */
export interface DomainRecord {
  domainName: JsonObject;
  /** By `apiMappingId`. */
  mappings: Record<string, JsonObject>;
}

/**
 * Custom domain names by name. An account has one set of them: what is made with one control plane shows up in the other, base path
 * mappings as API mappings and the other way round (CP-MAPU, U).
 */
export type DomainNames = Record<string, DomainRecord>;
