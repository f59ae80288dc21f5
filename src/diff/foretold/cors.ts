import { about, all, answeredByHttp, any, type Foretells, takenElsewhere } from './conditions.js';

const corsHeaders = about(/^reply\.headers\.(access-control-[a-z-]+|vary)$/);

/** The HTTP API answers a preflight by itself: no route, 204, no body (RT-CORS-PREFLIGHT). A 404 is no answer to a preflight. */
export const preflight: Foretells = all(
  answeredByHttp,
  (_, { request, http }) => request.kind === 'preflight' && http.response.status < 300,
);

/** Preflights that cannot become one configuration stay on REST. */
export const differs: Foretells = any(corsHeaders, takenElsewhere);

/** One configuration adds its headers wherever `Origin` is sent, and overrides the backend's (RT-CORS-OVERRIDE, RT-CORS-TRIGGER). */
export const apiWide: Foretells = any(corsHeaders, preflight);
