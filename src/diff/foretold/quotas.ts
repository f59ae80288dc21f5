import { about, all, any, type Foretells } from './conditions.js';

/** Too large for one of them, which answers before it looks for a route (RT-LIM-HEADERS, RT-LIM-URL). */
const refusedForSize: Foretells = (_, { rest, http }) =>
  [rest, http].some(({ route, response }) => route === undefined && [413, 414, 431].includes(response.status));

/** What is too large for both they refuse in other words (RT-LIM-413, RT-LIM-413-LAMBDA). */
const inOtherWords: Foretells = all(about(/^reply\.(body|headers\.content-type)$/), (_, { rest, http }) =>
  [rest, http].every(({ response }) => response.status === 413),
);

/**
 * REST takes 20,480 bytes of header values; an HTTP API refuses request line and headers beyond 10,240 (RT-LIM-HEADERS, Q-HDR; the
 * status: U).
 */
export const requestSize: Foretells = any(refusedForSize, inOtherWords);
