import { about, all, answeredByHttp, answeredByRest, any, type Foretells, takenElsewhere } from './conditions.js';

const corsHeaders = about(/^reply\.headers\.(access-control-[a-z-]+|vary)$/);

/** The HTTP API answers a preflight by itself: no route, 204, no body (RT-CORS-PREFLIGHT). A 404 is no answer to a preflight. */
const asked: Foretells = (_, { request, http }) => request.kind === 'preflight' && http.response.status < 300;

/** The mock answers whatever has this method; what is no preflight the configuration does not answer (RT-CORS-TRIGGER). */
const byHand: Foretells = all(answeredByRest, (_, { request, rest, http }) => {
  const isMocked = request.request.method === 'OPTIONS' && rest.route?.startsWith('OPTIONS ') === true;
  return isMocked && request.kind !== 'preflight' && http.route === undefined;
});

export const preflight: Foretells = all(answeredByHttp, any(asked, byHand));

/** Preflights that cannot become one configuration stay on REST. */
export const differs: Foretells = any(corsHeaders, takenElsewhere);

/** One configuration adds its headers wherever `Origin` is sent, and overrides the backend's (RT-CORS-OVERRIDE, RT-CORS-TRIGGER). */
export const apiWide: Foretells = any(corsHeaders, preflight);
