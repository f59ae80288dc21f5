import type { HttpApi, RestApi } from '../model/index.js';
import { compareAuthorizers } from './definition/authorizers.js';
import { compareCors } from './definition/cors.js';
import { type DefinitionDifference, differing } from './definition/definition-difference.js';
import { compareRoutes } from './definition/routes.js';

/** The definitions of one move. */
export interface Definitions {
  rest: RestApi;
  /** What `convert` makes of the REST API. */
  made: HttpApi;
  /** The HTTP API that is compared. */
  given: HttpApi;
}

/**
 * Compares an HTTP API with what the conversion of the REST API produces, without sending anything: whom it lets in and
 * what it is connected to may differ in ways that no request of ours would show, such as one more app client, another
 * origin or a shorter timeout. Names and descriptions do not count.
 *
 * @returns nothing for what `convert` wrote, also after it was written to a file and read again
 */
export function compareDefinitions({ rest, made, given }: Definitions): DefinitionDifference[] {
  return [
    ...compareRoutes(made, given, rest),
    ...compareAuthorizers(made, given),
    ...compareCors(made.cors, given.cors),
    ...compareEndpoints(made, given),
  ];
}

/** REST keeps callers away from the default endpoint, where a resource policy or a certificate may guard the other one. */
function compareEndpoints(made: HttpApi, given: HttpApi): DefinitionDifference[] {
  const [before, now] = [made.disableExecuteApiEndpoint ?? false, given.disableExecuteApiEndpoint ?? false];
  if (before === now) return [];
  const about = { class: before ? 'security' : 'breaking', aspect: 'definition.disableExecuteApiEndpoint' } as const;
  return [differing({ ...about, route: null }, before, now)];
}
