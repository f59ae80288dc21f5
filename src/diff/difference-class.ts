import type { DifferenceClass } from '../model/index.js';
import type { RawDifference } from './raw-difference.js';
import { isSecurity, type Sighting } from './sighting.js';

/** @returns the class of a difference; everything about a request that gets in where it was kept out is `security`. */
export function classOf(difference: RawDifference, sighting: Sighting): DifferenceClass {
  if (isSecurity(difference, sighting)) return 'security';
  if (isBreaking(difference, sighting)) return 'breaking';
  return difference.rest === undefined ? 'benign' : 'visible';
}

/** What code and clients rely on: the reply of a good call, where a call goes, and the parts of an event that handlers read. */
const reliedOn = [
  /^calls\.integration$/,
  /^function$/,
  /^event\.(httpMethod|path|resource|body|isBase64Encoded|queryStringParameters|pathParameters)\b/,
  /^event\.headers\..* \(name\)$/,
  /^event\.requestContext\.authorizer\b(?!\.integrationLatency)/,
  /^authorizer\.event\.(type|authorizationToken)$/,
  /^upstream\.(method|url|body)$/,
  /^upstream\.headers\.x-forwarded-/,
];

function isBreaking({ aspect, rest, http }: RawDifference, sighting: Sighting): boolean {
  const succeeded = sighting.rest.response.status < 400;
  switch (aspect) {
    case 'authorization':
      return http === 'refused';
    case 'route':
    case 'reply.status':
      return succeeded && sighting.http.response.status >= 400;
    case 'reply.body':
      return succeeded && sighting.request.kind !== 'preflight';
    default:
      return rest !== undefined && reliedOn.some((pattern) => pattern.test(aspect));
  }
}
