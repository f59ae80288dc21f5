import { about, all, type Foretells, reply } from './conditions.js';

/**
 * What a gateway response of the API's own adds to or changes in an answer that REST gives by itself, told by its error
 * type (RT-ROUTE-CUSTOM-GW, RT-ERR-CUSTOMISE, RT-RHDR-ERRTYPE).
 */
export const customGatewayResponse: Foretells = all(reply, (_, { rest }) =>
  rest.response.headers.some(([name]) => name.toLowerCase() === 'x-amzn-errortype'),
);

/** CORS headers that REST puts on errors of its own (RT-CORS-ERR). */
export const corsHeadersOfErrors: Foretells = all(
  customGatewayResponse,
  about(/^reply\.headers\.(access-control-[a-z-]+|vary)$/),
);
