import { isSameRoute } from '../compare.js';
import { overridingVerb } from '../method-override.js';
import {
  about,
  all,
  answeredByBackends,
  any,
  type Foretells,
  gatewayReply,
  refusedByRest,
  takenElsewhere,
} from './conditions.js';

/** Nothing takes such a request in either: 403 Missing Authentication Token becomes 404 Not Found (RT-ROUTE-404, RT-ROUTE-405). */
export const unknownRoute: Foretells = all(gatewayReply, (_, { rest, http }) => {
  return rest.route === undefined && http.route === undefined;
});

/** REST takes `/thing/` for `/thing`, an HTTP API does not (RT-PATH-TRAIL-EXACT). */
export const trailingSlash: Foretells = all(
  (_, { request }) => /.\/$/.test(request.request.rawPath),
  any(takenElsewhere, about(/event\.(path|pathParameters)\b/, /^upstream\.url$/)),
);

/** An `ANY` and a method beside it are two methods, though the first may be written out. */
const byAnotherMethod: Foretells = (_, { rest, http }) => rest.route !== http.route;

/** A mapping may hand the verb on. REST takes such a call for another method, and keeps the header to itself (RT-ROUTE-METHOD-OVERRIDE). */
export const methodOverride: Foretells = any(
  about(/x-http-method-override/i),
  all(
    (_, { request }) => overridingVerb(request.request) !== undefined,
    any(
      byAnotherMethod,
      about(/(^|\.)event\.(httpMethod|methodArn|requestContext\.httpMethod)$/, /^(upstream|service)\./),
    ),
  ),
);

/** Headers that API Gateway puts on every answer, or on every answer of its own (RT-RHDR-REQID, RT-RHDR-APIGWID, RT-RHDR-TRACE, RT-RHDR-ERRTYPE). */
const gatewayHeaders = about(
  /^reply\.headers\.(x-amzn-requestid|x-amz-apigw-id|x-amzn-trace-id|x-amzn-errortype|apigw-requestid)$/,
);

/** The same, and what API Gateway renames or fills in where a backend answered (RT-RHDR-MAP-*, RT-RES-CT). */
export const responseHeaders: Foretells = any(
  gatewayHeaders,
  all(
    answeredByBackends,
    about(/^reply\.headers\.(x-amzn-remapped-.+|content-type|server|via|www-authenticate|authorization|user-agent)$/),
  ),
);

/** Failures that the gateway tells: 502 and 504 become 500 and 503, with other words (RT-ERR-*). */
export const errorResponses: Foretells = all(gatewayReply, (_, { rest, http }) => {
  return rest.response.status >= 500 && http.response.status >= 500;
});

/** Both turn the caller away, in other words (RT-AUTH-F-*, RT-JWT-4*, RT-IAM-*); whether a function was asked first may differ too. */
export const refusals: Foretells = all(
  refusedByRest,
  any(gatewayReply, about(/^calls\.authorizer$/, /^reply\.headers\.www-authenticate$/)),
  (_, { http }) => {
    return http.authorization.kind === 'refused';
  },
);

/** An `ANY` written out verb by verb has other route keys, and no longer takes OPTIONS (RT-ROUTE-ANY, RT-CORS-OPTIONS-ROUTE). */
export const anyWrittenOut: Foretells = any(
  all(about(/^route$/), (_, { rest, http }) => isSameRoute(rest, http)),
  all(takenElsewhere, (_, { request }) => request.request.method === 'OPTIONS'),
);
