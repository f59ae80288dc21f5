import { isObject } from '../../model/index.js';
import { about, all, answeredByRest, any, type Foretells } from './conditions.js';

const headers = String.raw`^event\.(headers|multiValueHeaders)\.`;

/** What payload format 1.0 has otherwise than the REST event; each line with its fact. */
const payload1Aspects = about(
  /^event\.version$/, // RT-EVT-VERSION
  new RegExp(`${headers}.* \\(name\\)$`), // RT-HDR-CASE
  new RegExp(`${headers}(content-length|content-md5|max-forwards|server|trailer|www-authenticate)$`), // RT-HDR-CLEN, RT-HDR-DROP-REST
  new RegExp(`${headers}(accept|content-type)$`), // RT-HDR-ACCEPT-DEFAULT, RT-HDR-CT-EMPTY
  new RegExp(`${headers}(authorization|x-amz-date)$`), // RT-HDR-AUTHZ-SIGV4
  new RegExp(`${headers}(via|x-amz-cf-id|cloudfront-.*)$`), // RT-HDR-CF
  /^event\.(path|pathParameters)\b/, // RT-ENC-PATH, RT-ENC-PARAM, RT-PATH-STAGE
  /^event\.queryStringParameters\./, // RT-QS-DUP: the last of several values, the first of several values
  /^event\.(body|isBase64Encoded)$/, // RT-BODY-B64-REQ
  /^event\.requestContext\.(path|stage)$/, // RT-CTX-PATH, RT-PATH-STAGE-VALUE
  /^event\.requestContext\.(deploymentId|extendedRequestId|requestId|resourceId|operationName)$/, // RT-CTX-*
  /^event\.requestContext\.identity\.(cognitoAmr|apiKey|apiKeyId|vpcId|vpceId)$/, // RT-CTX-ID-*
  /^event\.requestContext\.authorizer\b/, // RT-CTX-AUTH-LAMBDA, RT-CTX-AUTH-COG
);

/** The event of payload format 1.0 against the event of a REST API. */
export const payload1: Foretells = all(payload1Aspects, sentVersion('1.0'));

/** `multiValueHeaders` of an answer are ignored, and cookies stand in a list of their own (RT-RES-KEYS, RT-RES-COOKIES). */
const headersIgnored: Foretells = all(about(/^reply\.headers\./), ({ http }) => http === undefined);

/** Payload format 2.0 is another event altogether (RT-EVT-*), and the answer is read otherwise. */
export const payload2: Foretells = all(any(about(/^event\b/), headersIgnored), sentVersion('2.0'));

/** REST answers 500 before the function is asked (RT-HTTP-MAP-RESERVED); the HTTP API asks it. */
export const failingMapping: Foretells = all(
  answeredByRest,
  about(/^calls\.integration$/, /^reply\./),
  (_, { rest }) => rest.response.status === 500,
);

function sentVersion(version: string): Foretells {
  return (_, { http }) =>
    http.calls.some(
      (call) =>
        call.kind === 'lambda' &&
        call.purpose === 'integration' &&
        isObject(call.event) &&
        call.event['version'] === version,
    );
}
