import { isSameRoute } from '../compare.js';
import { about, all, answeredByRest, type Foretells } from './conditions.js';

/** REST answers 400 before the backend is asked, an HTTP API passes the request on (RT-VAL-*). */
export const requestValidation: Foretells = all(
  answeredByRest,
  about(/^calls\.integration$/, /^reply\./),
  (_, { rest, http }) => rest.response.status === 400 && isSameRoute(rest, http),
);
