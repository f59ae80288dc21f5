import { about, all, answeredByBackends, any, type Foretells } from './conditions.js';
import { httpProxy, vpcLink } from './http-proxy.js';
import { payload1, payload2 } from './lambda.js';
import { subtypeArguments } from './services.js';

/** REST waited for the backend longer than an HTTP API can (RT-LIM-TIMEOUT). */
export const longer: Foretells = all(
  answeredByBackends,
  about(/^reply\./),
  (_, { rest, http }) => rest.response.status < 500 && http.response.status === 503,
);

/** What a backend gets from an HTTP API, whatever was accepted besides: an integration has one entry, which names the loss then. */
export const asProxy: Foretells = any(payload1, payload2, httpProxy, vpcLink, subtypeArguments);

/** Bytes became text on the way to the backend, or text bytes (`contentHandling`). */
export const convertedBody = about(/^upstream\.(body|headers\.content-(type|length))$/, /^reply\.body$/);
