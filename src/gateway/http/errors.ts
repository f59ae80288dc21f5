import type { GatewayResponse, Header } from '../gateway.js';

const text = new TextEncoder();

/**
 * @returns an answer that the gateway itself gives: `{"message":"…"}`. HTTP APIs cannot customise these
 *   (RT-ERR-CUSTOMISE); newer captures have a content type (RT-RHDR-CT-ERR).
 */
export function gatewayError(status: number, message: string, headers: Header[] = []): GatewayResponse {
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    body: text.encode(JSON.stringify({ message })),
  };
}

/** No route takes the request (RT-ROUTE-404, RT-ROUTE-405). */
export const notFound = (): GatewayResponse => gatewayError(404, 'Not Found');

/** The caller may not pass (RT-AUTH-F-EXPLICIT, RT-AUTH-F-IMPLICIT, RT-IAM-UNSIGNED). */
export const forbidden = (): GatewayResponse => gatewayError(403, 'Forbidden');

/** The backend or the authorizer failed (RT-ERR-LAMBDA-THROW, RT-AUTH-F-ERROR; mind the capital S). */
export const serverError = (): GatewayResponse => gatewayError(500, 'Internal Server Error');

/** The integration took too long (RT-ERR-TIMEOUT). */
export const unavailable = (): GatewayResponse => gatewayError(503, 'Service Unavailable');

/** The event is more than Lambda takes. That it fails is sure (RT-LIM-LAMBDA), how it looks is not (RT-ERR-LAMBDA-REQ-SIZE, U). */
export const tooLarge = (): GatewayResponse => gatewayError(413, 'Request Entity Too Large');

/** Too many requests for the route's settings. The status is documented, the body is not (RT-THR-429, U). */
export const tooManyRequests = (): GatewayResponse => gatewayError(429, 'Too Many Requests');
