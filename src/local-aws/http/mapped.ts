import type { HttpAccount } from './account.js';

/** @returns the domain names with an API mapping to an API, or to one of its stages */
export function mappingsTo({ domainNames }: HttpAccount, apiId: string, stage?: string): string[] {
  return Object.entries(domainNames).flatMap(([name, { mappings }]) => {
    const leads = Object.values(mappings).some(
      (mapping) => mapping['apiId'] === apiId && (stage === undefined || mapping['stage'] === stage),
    );
    return leads ? [name] : [];
  });
}
