import type { Json } from '../model/index.js';

/** Identity that the authorizer functions behind both gateways let pass; every other one is denied. */
export const passingIdentity = 'allow';

/** One of the others. */
export const refusedIdentity = 'nobody';

/** Request header that tells the backends behind both gateways how to misbehave, see `backend-answers.ts`. */
export const misbehaveHeader = 'X-Simulated-Backend';

/** What the caller of generated requests has in the pocket. */
export interface Caller {
  /** A key of a usage plan of the REST API's stage. */
  apiKey: string;
  /** Signs a token in the name of an issuer that both gateways believe. */
  sign(issuer: string, claims: Record<string, Json>): Promise<string>;
  /** Issuer and app client whose tokens pass a Cognito or JWT authorizer, by the name of the security scheme. */
  tokens: Record<string, TokenSource>;
}

/** Where callers of one Cognito authorizer get their tokens. */
export interface TokenSource {
  issuer: string;
  /** App client id. */
  client: string;
}
