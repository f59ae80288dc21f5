import type { JsonObject } from '../../model/index.js';
import type { DomainNames } from '../domains.js';

/** Resources of one kind by id, each as its Get operation answers it. They are replaced, never changed in place. */
export type Resources = Record<string, JsonObject>;

/** What a deployment takes with it: an API as it is configured. */
export interface ApiConfiguration {
  api: JsonObject;
  routes: Resources;
  integrations: Resources;
  authorizers: Resources;
}

/** An HTTP API with everything that belongs to it. */
export interface ApiRecord extends ApiConfiguration {
  stages: Resources;
  deployments: Resources;
  /** By deployment: the API as it was then, which is what its stages serve. */
  snapshots: Record<string, ApiConfiguration>;
}

/** The HTTP side of an account. All of it is plain JSON, so that it can be kept in a file. */
export interface HttpAccount {
  apis: Record<string, ApiRecord>;
  domainNames: DomainNames;
  vpcLinks: Resources;
}

export function emptyHttpAccount(): HttpAccount {
  return { apis: {}, domainNames: {}, vpcLinks: {} };
}

/** @returns what stands under a key of one's own; names such as `constructor` stand under none */
export function at<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** @returns the record with one entry more, or a changed one in its old place */
export function having<Value>(
  record: Record<string, Value>,
  key: string,
  value: NoInfer<Value>,
): Record<string, Value> {
  return Object.fromEntries(new Map(Object.entries(record)).set(key, value));
}

/** @returns the record without an entry */
export function lacking<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
