import type { JsonObject } from '../../model/index.js';

/** Who called, as the authorizer found out; backends are told (RT-CTX-AUTH-*). */
export type Caller =
  | { kind: 'anonymous' }
  /** Signatures are not verified here: nothing but the access key is known. */
  | { kind: 'iam'; accessKey: string }
  /** Claims in the text form of RT-JWT-CLAIMS-FMT; scopes are null on a route without scopes (RT-JWT-SCOPES-FIELD). */
  | { kind: 'jwt'; claims: Record<string, string>; scopes: string[] | null }
  /** `principalId` only from a policy, not from a simple response. */
  | { kind: 'lambda'; principalId?: string; context: JsonObject };
