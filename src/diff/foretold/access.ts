import { about, type Foretells } from './conditions.js';

/** Signed so, or by somebody whose policies allow so, that only REST lets the request in (RT-IAM-SIGV4A, RT-IAM-DENY). */
export const iam: Foretells = (_, { request, rest, http }) =>
  request.kind === 'signed' && rest.authorization.kind === 'allowed' && http.authorization.kind === 'refused';

/** The key is no longer in the event (RT-CTX-ID-APIKEY). That callers without one get in is `lossOf` in explain.ts (RT-KEY-403). */
export const apiKey: Foretells = about(/^event\.requestContext\.identity\.(apiKey|apiKeyId)$/);

/** A JWT authorizer does not look at the kind of a token (RT-JWT-TOKENUSE, RT-JWT-NOSCOPE-ACCESS). */
export const cognitoTokenKinds: Foretells = (_, { request }) => request.kind === 'other-token';

/** The authorizer is asked about a token that REST turned away by its looks (FE-AU-REGEX). */
export const unlikelyToken: Foretells = (_, { request, rest, http }) =>
  request.kind !== 'other-token' && rest.authorization.kind === 'refused' && http.authorization.kind === 'allowed';

/** REST turned the caller away by its resource policy (RT-AUTH-F-POLICY). */
export const resourcePolicy: Foretells = (_, { rest }) =>
  rest.authorization.kind === 'refused' && /resource policy/i.test(rest.authorization.by);
