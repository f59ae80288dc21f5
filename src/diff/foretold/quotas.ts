import type { Foretells } from './conditions.js';

/**
 * REST takes 20,480 bytes of header values; an HTTP API refuses request line and headers beyond 10,240 (RT-LIM-HEADERS, Q-HDR;
 * the status: U). What is too large for both they refuse in other words (RT-LIM-413, RT-LIM-413-LAMBDA).
 */
export const requestSize: Foretells = ({ aspect }, { rest, http }) => {
  const [before, now] = [rest.response.status, http.response.status];
  if (now === 431 && http.route === undefined) return before !== 431;
  return before === 413 && now === 413 && /^reply\.(body|headers\.content-type)$/.test(aspect);
};
