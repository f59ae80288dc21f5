import type { RestApiState } from './control-plane.js';

/**
 * Puts an imported API over an existing one: what both have is as imported, the rest stays.
 *
 * @param imported with the API and the resources of both
 */
export function merged(existing: RestApiState, imported: RestApiState): RestApiState {
  return {
    api: imported.api,
    resources: imported.resources,
    models: byName(existing.models, imported.models, ({ name }) => name),
    authorizers: byName(existing.authorizers, imported.authorizers, ({ name }) => name),
    requestValidators: byName(existing.requestValidators, imported.requestValidators, ({ name }) => name),
    gatewayResponses: byName(existing.gatewayResponses, imported.gatewayResponses, ({ responseType }) => responseType),
  };
}

function byName<Item>(before: readonly Item[], after: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const items = new Map([...before, ...after].map((item) => [nameOf(item), item]));
  return [...items.values()].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}
