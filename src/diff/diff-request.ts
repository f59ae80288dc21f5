import type { GatewayRequest } from '../gateway/gateway.js';
import type { Route } from '../model/index.js';

/**
 * What a request is sent for.
 *
 * - `operation` a good call with credentials that pass
 * - `trailing-slash` the same with a slash after the path (RT-PATH-TRAIL-EXACT)
 * - `no-credentials` without some or all of what the operation asks for
 * - `other-token` with the kind of Cognito token that the method does not take (RT-JWT-TOKENUSE)
 * - `wrong-credentials` with something that must not pass: of a stranger, too late, without the scope
 * - `other-client` with a token of an app client that the JWT authorizer does not list (RT-JWT-AUD)
 * - `signed` by somebody who is not allowed everything, or with a signature that only REST takes
 * - `invalid` without a required parameter, or with a body that does not fit the model
 * - `variation` a good call with something that the two kinds treat differently: an encoded path, a repeated parameter, a form
 * - `failure` a good call whose backend fails or is too slow
 * - `unknown-path` for what no method is declared
 * - `preflight` what a browser asks before it calls from another origin
 * - `recorded` what was recorded of traffic
 * - `written` what somebody wrote into a file of requests
 */
export type RequestKind =
  | 'operation'
  | 'trailing-slash'
  | 'no-credentials'
  | 'other-token'
  | 'wrong-credentials'
  | 'other-client'
  | 'signed'
  | 'invalid'
  | 'variation'
  | 'failure'
  | 'unknown-path'
  | 'preflight'
  | 'recorded'
  | 'written';

/** One request that both gateways get. */
export interface DiffRequest {
  /** What it is, for people: `GET /pets/{id} without credentials`. */
  name: string;
  kind: RequestKind;
  /** The REST method it was made for, or the route that only the HTTP API has; absent for a path that nobody declares. */
  route?: Route;
  request: GatewayRequest;
  /** What of the request is a secret, so that an example can leave it out. */
  credentials: Credential[];
  /** How many requests of real traffic it stands for; absent where it stands for none. */
  recorded?: number;
}

/** Something that a caller presents. */
export interface Credential {
  kind: 'authorizer' | 'iam' | 'api-key';
  place: 'header' | 'querystring';
  name: string;
  value: string;
  /** It must let nobody in: as good as none. */
  isWrong?: true;
}
