import type { JsonObject } from '../../model/index.js';

/** Who called, as the authorizer found out; backends are told (RT-CTX-AUTH-*). */
export type Caller =
  | { kind: 'anonymous' }
  | IamIdentity
  /** Claims in the text form of RT-JWT-CLAIMS-FMT; scopes are null on a route without scopes (RT-JWT-SCOPES-FIELD). */
  | { kind: 'jwt'; claims: Record<string, string>; scopes: string[] | null }
  /** `principalId` only from a policy, not from a simple response. */
  | { kind: 'lambda'; principalId?: string; context: JsonObject };

/** Of a caller whom the deployment does not know, nothing but the access key is known. */
export interface IamIdentity {
  kind: 'iam';
  accessKey: string;
  accountId?: string;
  userArn?: string;
  /** Unique id. */
  userId?: string;
  principalOrgId?: string;
}
