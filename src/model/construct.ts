import type { Pointer } from './location.js';
import { type Route, routeKey } from './route.js';

/**
 * What the ledger counts. A construct is anything in the definition that makes API Gateway do something, plus the
 * behaviours that every REST API has without writing them down. `convert/constructs.ts` is the one place that lists
 * the constructs of an API.
 */
export type ConstructKind =
  | 'api'
  | 'operation'
  | 'integration'
  | 'integration-property'
  | 'vpc-link'
  | 'parameter-mapping'
  | 'mapping-template'
  | 'integration-response'
  | 'response-mapping'
  | 'response-template'
  | 'authorizer'
  | 'security-requirement'
  | 'validator'
  | 'validator-use'
  | 'model-use'
  | 'model'
  | 'gateway-response'
  | 'setting'
  | 'unrecognised'
  | 'behaviour';

/** One countable thing of a REST API. */
export interface Construct {
  kind: ConstructKind;
  /** Its place; for a behaviour, the whole document (`''`). */
  at: Pointer;
  /** The method it belongs to; absent for what concerns the whole API. */
  route?: Route;
  /** What people call it: a scheme name, a header, a behaviour. */
  name: string;
}

/** @returns a key that is unique within one API: a default of the root counts once for each method that inherits it. */
export function constructKey(construct: Pick<Construct, 'kind' | 'at' | 'route' | 'name'>): string {
  const route = construct.route ? routeKey(construct.route) : '';
  return `${construct.kind}|${construct.at}|${route}|${construct.at === '' ? construct.name : ''}`;
}
