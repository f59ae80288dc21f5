import type { Json } from '../model/index.js';

/** Identity that the authorizer functions behind both gateways let pass; every other one is denied. */
export const passingIdentity = 'allow';

/** One of the others. */
export const refusedIdentity = 'nobody';

/** Seconds since 1970: what runs out before is over when the requests are sent. Between the start of `deployments.ts` and the time of its tokens. */
export const tokensOverBy = Date.UTC(2026, 0, 2) / 1000;

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
  /** Those who may sign requests, by the user's word; absent: whoever signs gets in. */
  signers?: readonly Signer[] | undefined;
}

/** Somebody who signs requests. */
export interface Signer {
  accessKeyId: string;
  arn: string;
}

/** Where callers of one Cognito authorizer get their tokens. */
export interface TokenSource {
  issuer: string;
  /** App client id. */
  client: string;
}
