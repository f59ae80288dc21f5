import { about } from './conditions.js';

/** Bodies are base64 by the list of media types in REST, by content type in HTTP APIs (RT-BODY-B64-REQ, RT-BIN-RES). */
export const binaryMediaTypes = about(/^event\.(body|isBase64Encoded)$/, /^reply\.(body|headers\.content-type)$/);

/** HTTP APIs do not compress (RT-LIM-COMPRESSION). */
export const compression = about(/^reply\.(body|headers\.(content-encoding|content-length|vary))$/);

/** What CloudFront adds and how it spells names (RT-HDR-CF, RT-HDR-CASE). */
export const edgeHeaders = about(
  /^event\.(headers|multiValueHeaders)\..* \(name\)$/,
  /^event\.(headers|multiValueHeaders)\.(via|x-amz-cf-id|cloudfront-.*)$/,
);
