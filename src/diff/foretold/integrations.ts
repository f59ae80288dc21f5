import { about, all, answeredByBackends, any, type Foretells } from './conditions.js';

/** REST waited for the backend longer than an HTTP API can (RT-LIM-TIMEOUT). */
export const longer: Foretells = all(
  answeredByBackends,
  any(about(/^reply\./)),
  (_, { rest, http }) => rest.response.status < 500 && http.response.status === 503,
);

/** Bytes became text on the way to the backend, or text bytes (`contentHandling`). */
export const convertedBody = about(/^upstream\.(body|headers\.content-(type|length))$/, /^reply\.body$/);
